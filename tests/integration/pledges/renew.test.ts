import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets, unseal, unwrapDataKey } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { erase } = await import("#lib/pledges/erase.ts");
const { invalidate } = await import("#lib/pledges/invalidate.ts");
const { welcomeOf } = await import("#lib/pledges/queries.ts");
const { commitmentOf, openReceipt } = await import("#lib/pledges/receipt.ts");
const { renew } = await import("#lib/pledges/renew.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { address, confirms, lastMail, markSent, signs } = await import("../../support/signers.ts");
const { differences, foldAll, kinds, nextYear, pledgeRow, stands, story, twentyAtOnce } = await import(
  "../../support/ledger.ts"
);

type Man = { pledgeId: string; email: string; token: string };
const men: Record<string, Man> = {};
let edition: string;
const now = () => new Date();
const click = (pledgeId: string, textVersion = 2) => renew(pledgeId, { textVersion, lang: "es", now: now() });
const outcomeOf = async (man: Man | undefined, textVersion = 2) =>
  (await click(man?.pledgeId ?? "", textVersion)).outcome;

/** Last year's men, and this year's edition with a second version of the text in force. */
beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
  const young = String(new Date().getFullYear() - 16);
  men.paul = await stands({ name: "Paul Okoro", county: "55079", display: "full", news: "on", renew: "on" });
  men.rush = await stands();
  men.twice = await stands();
  men.hidden = await stands({ birth_year: young });
  men.gone = await stands();
  men.bad = await stands();
  men.erased = await stands();
  men.stale = await stands();
  men.late = await stands();
  const household = address();
  men.first = await stands({ email: household, name: "Adam Stone" });
  await withdraw(men.gone.pledgeId, { now: now() });
  await invalidate(men.bad.pledgeId, { reason: "duplicate", now: now() });
  await query(
    `INSERT INTO "PledgeText" (id, campaign_id, version, lang, title, sentences, sha256)
     SELECT gen_random_uuid(), campaign_id, 2, lang, title || ' 2', sentences,
       encode(sha256(convert_to(concat_ws(E'\\n', title || ' 2', array_to_string(sentences, E'\\n')), 'UTF8')), 'hex')
     FROM "PledgeText" WHERE version = 1`,
  );
  await query(`UPDATE "PledgeText" SET replaced_at = now() - interval '2 days' WHERE version = 1`);
  edition = await nextYear({ textVersion: 2 });
});

describe("renewing by one click", () => {
  it("writes a new pledge under a key of its own, counted at once and linked to the earlier one", async () => {
    const paul = men.paul as Man;
    const { outcome, pledgeId } = await click(paul.pledgeId);
    expect(outcome).toBe("renewed");
    const [before, after] = [await pledgeRow(paul.pledgeId), await pledgeRow(pledgeId)] as Record<
      string,
      unknown
    >[];
    if (!before || !after) throw new Error("no rows");
    expect(after).toMatchObject({
      edition_id: edition,
      renews_id: paul.pledgeId,
      mailbox_key: before.mailbox_key,
      person_key: before.person_key,
      name_keys: before.name_keys,
      country: "US",
      region: "US-WI",
      county: "55079",
      stance: "man",
      display: "full",
      lang: "es",
      text_version: 2,
      evidence: "email",
      slot: 1,
      news_at: before.news_at,
      renew_at: before.renew_at,
      share: null,
      ip_prefix: null,
    });
    expect(after.data_key).not.toEqual(before.data_key);
    const key = unwrapDataKey(after.data_key as Buffer);
    expect(unseal(key, after.name_sealed as Buffer, "name").toString()).toBe("Paul Okoro");
    expect(unseal(key, after.email_sealed as Buffer, "email").toString()).toBe(paul.email);
    expect(() =>
      unseal(unwrapDataKey(before.data_key as Buffer), after.name_sealed as Buffer, "name"),
    ).toThrow();

    const [entry, ...more] = await story(pledgeId);
    expect(entry).toMatchObject({
      kind: "renewed",
      prior_id: null,
      renewal: true,
      source: "direct",
      county: "55079",
    });
    expect(more).toEqual([]);
    const receipt = openReceipt(after.receipt_sealed as Buffer, key);
    expect(commitmentOf(receipt)).toEqual(entry?.commitment);
    const [text] = await query<{ sha256: string }>(
      `SELECT sha256 FROM "PledgeText" WHERE version = 2 AND lang = 'es'`,
    );
    expect(JSON.parse(receipt.record)).toMatchObject({
      entry: entry?.id,
      text: text?.sha256,
      lang: "es",
      name: "Paul Okoro",
    });
    expect(await welcomeOf(pledgeId)).toMatchObject({ stance: "man" });
    expect(await kinds(paul.pledgeId)).toEqual(["verified"]);
    await foldAll();
    expect(await differences()).toEqual([]);
    expect(
      await query(
        `SELECT count FROM "Tally" WHERE edition_id = $1 AND dimension = 'origin' AND key = 'renewed'`,
        [edition],
      ),
    ).toEqual([{ count: 1 }]);
  });

  it("happens once of twenty times", async () => {
    const ids = new Set<string>();
    const outcomes = await twentyAtOnce(async () => {
      const { outcome, pledgeId } = await click(men.rush?.pledgeId ?? "");
      ids.add(pledgeId);
      return outcome;
    });
    expect(outcomes).toEqual({ renewed: 1, already: 19 });
    expect(ids.size).toBe(1);
    expect(await kinds([...ids][0] ?? "")).toEqual(["renewed"]);
  });

  it("confirms what he had signed already and not confirmed, but as he was shown it", async () => {
    const { email, pledgeId } = men.twice as Man;
    await signs({ email, region: "US-TX", county: "", display: "full", stance: "supporter", news: "on" });
    const waiting = await lastMail();
    const renewed = await click(pledgeId);
    expect(renewed).toEqual({ outcome: "renewed", pledgeId: waiting.pledgeId });
    expect(await pledgeRow(waiting.pledgeId)).toMatchObject({
      region: "US-WI",
      display: "hidden",
      stance: "man",
      news_at: null,
      renews_id: pledgeId,
    });
    expect(await kinds(waiting.pledgeId)).toEqual(["renewed"]);
    await confirms(waiting.token);
    expect(await kinds(waiting.pledgeId)).toEqual(["renewed"]);
    await markSent();
  });

  it("counts him again who withdrew this year", async () => {
    const renewed = await click(men.twice?.pledgeId ?? "");
    expect(renewed.outcome).toBe("already");
    await withdraw(renewed.pledgeId, { now: now() });
    expect(await outcomeOf(men.twice)).toBe("renewed");
    expect(await kinds(renewed.pledgeId)).toEqual(["renewed", "withdrawn", "reinstated"]);
    await foldAll();
    expect(await differences()).toEqual([]);
  });

  it("never names a minor", async () => {
    const { pledgeId } = await click(men.hidden?.pledgeId ?? "");
    expect(await pledgeRow(pledgeId)).toMatchObject({ display: "hidden", minor: true, news_at: null });
  });

  it("is for who stands there: not withdrawn, not erased; who was invalidated changes nothing", async () => {
    await erase(men.erased?.pledgeId ?? "", { withdraw: false, now: now() });
    expect(await outcomeOf(men.gone)).toBe("unknown");
    expect(await outcomeOf(men.erased)).toBe("unknown");
    expect(await outcomeOf(men.bad)).toBe("ignored");
    expect((await click("01980000-0000-7000-8000-000000000000")).outcome).toBe("unknown");
    const [row] = await query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "Pledge" WHERE edition_id = $1 AND mailbox_key = (SELECT mailbox_key FROM "Pledge" WHERE id = $2)`,
      [edition, men.bad?.pledgeId],
    );
    expect(row?.n).toBe(0);
  });

  it("asks for the text in force", async () => {
    expect(await outcomeOf(men.stale, 1)).toBe("text");
    expect(await outcomeOf(men.stale, 0)).toBe("text");
    expect(await outcomeOf(men.stale)).toBe("renewed");
  });

  it("finds the household full, and changes nothing", async () => {
    const { email, pledgeId } = men.first as Man;
    await stands({ email, name: "Bert Stone" });
    await stands({ email, name: "Carl Stone" });
    expect(await outcomeOf(men.first)).toBe("household_full");
    const [row] = await query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "Pledge" p JOIN "Pledge" q USING (mailbox_key) WHERE q.id = $1 AND p.edition_id = $2`,
      [pledgeId, edition],
    );
    expect(row?.n).toBe(2);
  });

  it("is over when the edition is", async () => {
    const [row] = await query<{ id: string }>(`SELECT id FROM "Edition" WHERE id = $1`, [edition]);
    await query(`UPDATE "Edition" SET closes_at = now() - interval '1 minute' WHERE id = $1`, [row?.id]);
    // Whoever reads the campaign may still take it for open, for a second; the database does not.
    expect(await outcomeOf(men.late)).toBe("closed");
    expect(await kinds(men.late?.pledgeId ?? "")).toEqual(["verified"]);
  });
});
