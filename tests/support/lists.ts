import { now } from "#lib/clock.ts";
import { uuidv7 } from "#lib/crypto.ts";
import { csvHeader, csvRows } from "#lib/csv.ts";
import { query } from "#lib/db.ts";

const FIRST = ["José", "Mary-Jo", "Abraham", "李", "Siobhán", "O’Neil", "Łukasz", "Ann, Jr."];
const PLACES = [
  ["US", "US-WI", "55079"],
  ["US", "US-WI", ""],
  ["US", "US-OH", ""],
  ["CA", "CA-ON", ""],
  ["KE", "", ""],
];
export const LIST_COLUMNS = [
  "name",
  "email",
  "birth_year",
  "country",
  "region",
  "county",
  "stance",
  "display",
  "lang",
  "news",
  "renew",
  "agreed_at",
] as const;
export type Listed = Record<(typeof LIST_COLUMNS)[number], string>;

/** Somebody of a list, as different as people are; `index` makes him himself. */
export function listed(index: number): Listed {
  const [country = "", region = "", county = ""] = PLACES[index % PLACES.length] ?? [];
  return {
    name: `${FIRST[index % FIRST.length]} "Nick" Müller ${index}x`,
    // Every fifth card has none, every tenth mailbox is shared by two.
    email: index % 5 === 0 ? "" : `man${index % 10 === 3 ? index - 1 : index}@example.org`,
    birth_year: String(1940 + (index % 60)),
    country,
    region,
    county,
    stance: index % 7 === 0 ? "supporter" : "man",
    display: ["full", "initial", "hidden"][index % 3] ?? "",
    lang: index % 4 === 0 ? "es" : "en",
    news: index % 5 !== 0 && index % 2 === 0 ? "yes" : "no",
    renew: index % 6 === 0 ? "yes" : "no",
    agreed_at: new Date(Date.UTC(2026, 9, 1 + (index % 20), 15, index % 60)).toISOString(),
  };
}

export function listOf(people: Listed[]): string {
  return csvHeader(LIST_COLUMNS) + csvRows(LIST_COLUMNS, people);
}

/** An open edition of a campaign of its own, with a text in both languages. */
export async function openEdition(
  slug: string,
  year = 2026,
): Promise<{ id: string; slug: string; year: number }> {
  const [campaign, edition] = [uuidv7(now()), uuidv7(now())];
  await query(
    `INSERT INTO "Campaign" (id, slug, name, host, languages) VALUES ($1, $2, $3, 'River City House', '{en,es}')`,
    [campaign, slug, `Men of ${slug}`],
  );
  await query(
    `INSERT INTO "Edition" (id, campaign_id, year, goal, opens_at, closes_at, time_zone, text_version)
     VALUES ($1, $2, $3, 1000, now() - interval '10 days', now() + interval '40 days', 'America/Chicago', 1)`,
    [edition, campaign, year],
  );
  for (const lang of ["en", "es"])
    await query(
      `INSERT INTO "PledgeText" (id, campaign_id, version, lang, title, sentences, sha256)
       VALUES ($1, $2, 1, $3, 'T', '{S}', encode(sha256(convert_to(E'T\\nS', 'UTF8')), 'hex'))`,
      [uuidv7(now()), campaign, lang],
    );
  return { id: edition, slug, year };
}
