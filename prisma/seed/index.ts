import { hash } from "node:crypto";
import { now as clock } from "#lib/clock.ts";
import { loadSecrets, uuidv7 } from "#lib/crypto.ts";
import { db, query } from "#lib/db.ts";
import { confirm } from "#lib/pledges/confirm.ts";
import { welcomeOf } from "#lib/pledges/queries.ts";
import { parseSign } from "#lib/pledges/schema.ts";
import { sign } from "#lib/pledges/sign.ts";
import { CAMPAIGN, TEAM, TEXTS } from "./campaign.ts";
import { seedContents } from "./contents.ts";
import { seedHistory } from "./past.ts";
import { PEOPLE } from "./people.ts";

/** A goal as the model campaign has it. */
const GOAL = 75_000;

/**
 * Loads the sample campaign into a database that has none, through the same functions that visitors' requests take; its
 * edition is open from yesterday to the end of the year. Does nothing, and says false, where there is a campaign.
 */
export async function seedSample(): Promise<boolean> {
  const [{ some } = { some: true }] = await query<{ some: boolean }>(
    `SELECT EXISTS (SELECT FROM "Campaign") AS some`,
  );
  if (some) return false;
  await loadSecrets();
  const edition = await createCampaign();
  await seedHistory(CAMPAIGN.slug, edition.year, edition.timeZone);
  await seedContents(CAMPAIGN.slug);
  const codes = new Map<string, string>();
  for (const person of PEOPLE) await signAndConfirm(person, edition, codes);
  return true;
}

/** The campaign, its texts, its team and its open edition, without anyone in it. */
export async function createCampaign(): Promise<{ id: string; year: number; timeZone: string }> {
  const { slug, name, host, timeZone } = CAMPAIGN;
  const [{ opensAt, closesAt, year } = { opensAt: clock(), closesAt: clock(), year: 0 }] =
    await hours(timeZone);
  const texts = TEXTS.map(({ lang, title, sentences }) => ({
    id: uuidv7(clock()),
    version: 1,
    lang,
    title,
    sentences,
    sha256: hash("sha256", [title, ...sentences].join("\n")),
  }));
  const edition = { id: uuidv7(clock()), year, goal: GOAL, opensAt, closesAt, timeZone, textVersion: 1 };
  await db().campaign.create({
    data: {
      id: uuidv7(clock()),
      slug,
      name,
      host,
      languages: TEXTS.map((text) => text.lang),
      texts: { create: texts },
      teams: { create: { id: uuidv7(clock()), ...TEAM } },
      editions: { create: edition },
    },
  });
  return edition;
}

/** Open from yesterday to the end of the year; first started in its last weeks, on into January, as such campaigns do. */
function hours(timeZone: string): Promise<{ opensAt: Date; closesAt: Date; year: number }[]> {
  return query(
    `SELECT extract(year FROM today)::int AS year, (today - 1)::timestamp AT TIME ZONE $1 AS "opensAt",
       (CASE WHEN year_end - today >= 21 THEN year_end ELSE year_end + 31 END + time '23:59:59') AT TIME ZONE $1 AS "closesAt"
     FROM (SELECT (now() AT TIME ZONE $1)::date AS today,
       (date_trunc('year', now() AT TIME ZONE $1) + interval '1 year - 1 day')::date AS year_end) AS days`,
    [timeZone],
  );
}

async function signAndConfirm(
  person: (typeof PEOPLE)[number],
  edition: { id: string; timeZone: string },
  codes: Map<string, string>,
): Promise<void> {
  const now = clock();
  const { waits, broughtBy, news, renew, birth_year, ...typed } = person;
  const form = new Map(
    Object.entries({ country: "US", stance: "man", display: "hidden", lang: "en", ...typed, agree: "on" }),
  );
  form.set("birth_year", String(birth_year));
  form.set("email", `${person.name.toLowerCase().replace(/[^a-z]+/g, ".")}@example.org`);
  if (news) form.set("news", "on");
  if (renew) form.set("renew", "on");
  form.set("share", (broughtBy && codes.get(broughtBy)) || "");
  const parsed = parseSign(form, { now, timeZone: edition.timeZone });
  if (!parsed.ok) throw new Error(`${person.name} cannot sign: ${JSON.stringify(parsed)}`);
  const { pledgeId } = await sign(parsed.input, {
    editionId: edition.id,
    textVersion: 1,
    ipPrefix: null,
    now,
  });
  // Nobody reads these mailboxes: their mails count as sent.
  await query(
    `UPDATE "Mail" SET sent_at = now(), token_sealed = NULL, code_sealed = NULL WHERE pledge_id = $1`,
    [pledgeId],
  );
  if (waits) return;
  await confirm(pledgeId, { correction: null, seen: null, now });
  const welcome = await welcomeOf(pledgeId);
  if (welcome) codes.set(person.name, welcome.shareCode);
}
