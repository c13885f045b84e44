import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

const url = await freshDatabase();
const { query } = await import("#lib/db.ts");
const { openAlarms } = await import("#lib/alarms/alarms.ts");
const { loadSecrets, uuidv7 } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { reconcile } = await import("#lib/ledger/reconcile.ts");
const { fold, startTallier } = await import("#lib/ledger/tally.ts");
const { publish } = await import("#lib/ledger/log/publish.ts");
const { confirmed, signed } = await import("../../support/confirmed.ts");

/** As somebody who may do anything: no trigger, no constraint of a key. */
let intruder: pg.Client;
let edition: string;
const ids = async (text: string) => (await query<{ id: string }>(text)).map(({ id }) => id);

beforeAll(async () => {
  await loadSecrets();
  edition = (await createCampaign()).id;
  for (const region of ["US-WI", "US-WI", "US-WI", "US-WI", "US-WI", "US-WI", "US-IL", "US-MN", "US-GU"])
    await confirmed(edition, { region });
  await confirmed(edition, { country: "CA", region: "CA-ON" });
  await confirmed(edition, { region: "US-OR", stance: "supporter" });
  await signed(edition);
  intruder = new pg.Client({ connectionString: url.replace("//countersign:", "//postgres:") });
  await intruder.connect();
  await intruder.query("SET session_replication_role = replica");
  await intruder.query(
    'ALTER TABLE "Pledge" DROP CONSTRAINT pledge_verified, DROP CONSTRAINT pledge_slot; ALTER TABLE "LedgerEntry" DROP CONSTRAINT ledger_prior',
  );
  await fold(intruder);
  await publish(new Date(), { force: true });
  for (const region of ["US-WI", "US-IL"]) await confirmed(edition, { region });
  await fold(intruder);
  await publish(new Date(), { force: true });
});
afterAll(() => intruder.end());

const year = async () =>
  (await query<{ year: number }>(`SELECT year FROM "Edition" WHERE id = $1`, [edition]))[0]?.year;
/** What is found, each as one line. */
const findings = async (options = {}) =>
  (await reconcile(options)).findings.map(
    ({ check, what, is, should }) => `${check}: ${what} is ${is}, should be ${should}`,
  );

/** Changes something by hand, looks, and puts it back. */
async function tampering(change: string, undo: string): Promise<string[]> {
  await intruder.query(change);
  try {
    return await findings();
  } finally {
    await intruder.query(undo);
  }
}

describe("reconciling", () => {
  it("finds nothing where nothing is wrong, and says how far it looked", async () => {
    const result = await reconcile();
    expect(result.findings).toEqual([]);
    expect(result).toMatchObject({
      found: 0,
      repaired: 0,
      position: (await ids(`SELECT id FROM "LedgerEntry"`)).length,
    });
    expect(await openAlarms()).toEqual([]);
  });

  it("names a tally that was changed, one that is missing and one too many, and mends them when asked", async () => {
    const before = await query(`TABLE "Tally" ORDER BY 1, 2, 3, 4, 5`);
    const wisconsin = `dimension = 'region' AND key = 'US-WI' AND stance = 'man' AND evidence = 'email'`;
    await intruder.query(`UPDATE "Tally" SET count = count + 1 WHERE ${wisconsin}`);
    await intruder.query(`DELETE FROM "Tally" WHERE dimension = 'country' AND key = 'CA'`);
    await intruder.query(
      `INSERT INTO "Tally" SELECT edition_id, 'region', 'US-OH', evidence, stance, 3 FROM "Tally" WHERE ${wisconsin}`,
    );
    const expected = [
      `tally: sample/${await year()} country CA email man is null, should be 1`,
      `tally: sample/${await year()} region US-OH email man is 3, should be null`,
      `tally: sample/${await year()} region US-WI email man is 8, should be 7`,
    ];
    expect(await findings()).toEqual(expected);
    expect(await openAlarms()).toMatchObject([{ kind: "audit", detail: { found: 3 } }]);

    expect(await reconcile({ repair: true })).toMatchObject({ found: 3, repaired: 3 });
    expect(await query(`TABLE "Tally" ORDER BY 1, 2, 3, 4, 5`)).toEqual(before);
    expect(await findings()).toEqual([]);
    expect(await openAlarms()).toEqual([]);
  });

  it("finds an entry that was changed after it was written, in tallies and pledges", async () => {
    const [entry] = await ids(`SELECT id FROM "LedgerEntry" WHERE region = 'US-MN'`);
    const found = await tampering(
      `UPDATE "LedgerEntry" SET region = 'US-ND' WHERE id = '${entry}'`,
      `UPDATE "LedgerEntry" SET region = 'US-MN' WHERE id = '${entry}'`,
    );
    expect(found).toContain(`tally: sample/${await year()} region US-MN email man is 1, should be null`);
    expect(found).toContain(`tally: sample/${await year()} region US-ND email man is null, should be 1`);
    expect(found.filter((line) => line.startsWith("pledge:"))).toHaveLength(1);
    const leaf = found.filter((line) => line.startsWith("log:"));
    expect(leaf).toHaveLength(1);
    expect(leaf[0]).toMatch(new RegExp(`entry ${entry} is .*US-MN.*, should be .*US-ND`));
  });

  it("finds a position that is missing, one that leads nowhere and a wrong number", async () => {
    const [entry] = await ids(`SELECT entry_id AS id FROM "LedgerPosition" WHERE position = 4`);
    await intruder.query(`UPDATE "LedgerEntry" SET at = at - interval '1 hour' WHERE id = '${entry}'`);
    const [row] = await query<{ number: number }>(`SELECT number FROM "LedgerPosition" WHERE position = 4`);
    const found = await tampering(
      `DELETE FROM "LedgerPosition" WHERE position = 4`,
      `INSERT INTO "LedgerPosition" (position, entry_id, number) VALUES (4, '${entry}', ${row?.number})`,
    );
    expect(found).toContain("position: position 4 is null, should be 1");
    expect(found).toContain(`position: entries without a position, first ${entry} is 1, should be 0`);
    await intruder.query(`UPDATE "LedgerEntry" SET at = at + interval '1 hour' WHERE id = '${entry}'`);

    const nowhere = await tampering(
      `UPDATE "LedgerPosition" SET entry_id = '${uuidv7(new Date())}' WHERE position = 4`,
      `UPDATE "LedgerPosition" SET entry_id = '${entry}' WHERE position = 4`,
    );
    expect(nowhere).toContain("position: entry of position 4 is null, should be an entry");

    const numbered = await tampering(
      `UPDATE "LedgerPosition" SET number = 400 WHERE position = 4`,
      `UPDATE "LedgerPosition" SET number = ${row?.number} WHERE position = 4`,
    );
    expect(numbered).toEqual([
      `position: number of position 4, entry ${entry} is 400, should be ${row?.number}`,
    ]);
  });

  it("finds a tallier that believes to be somewhere else", async () => {
    const found = await tampering(
      `UPDATE "TallierState" SET position = position + 2`,
      `UPDATE "TallierState" SET position = position - 2`,
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("the tallier's last position");
  });

  it("finds pledges and ledger apart: verified or withdrawn by hand, moved, deleted, counted twice", async () => {
    const [pending] = await ids(`SELECT id FROM "Pledge" WHERE verified_at IS NULL`);
    const [john] = await ids(
      `SELECT id FROM "Pledge" WHERE verified_at IS NOT NULL AND stance = 'man' AND region = 'US-IL'`,
    );
    expect(
      await tampering(
        `UPDATE "Pledge" SET verified_at = now() WHERE id = '${pending}'`,
        `UPDATE "Pledge" SET verified_at = NULL WHERE id = '${pending}'`,
      ),
    ).toEqual([`pledge: ledger of the verified pledge ${pending} is no entry, should be an entry`]);
    expect(
      await tampering(
        `UPDATE "Pledge" SET withdrawn_at = now() WHERE id = '${john}'`,
        `UPDATE "Pledge" SET withdrawn_at = NULL WHERE id = '${john}'`,
      ),
    ).toEqual([`pledge: pledge ${john} is withdrawn, should be verified`]);
    expect(
      await tampering(
        `CREATE TABLE kept AS SELECT verified_at FROM "Pledge" WHERE id = '${john}'; UPDATE "Pledge" SET verified_at = NULL WHERE id = '${john}'`,
        `UPDATE "Pledge" SET verified_at = (SELECT verified_at FROM kept) WHERE id = '${john}'; DROP TABLE kept`,
      ),
    ).toEqual([`pledge: pledge with entries ${john} is not verified, should be verified`]);
    const moved = await tampering(
      `UPDATE "Pledge" SET stance = 'supporter' WHERE id = '${john}'`,
      `UPDATE "Pledge" SET stance = 'man' WHERE id = '${john}'`,
    );
    expect(moved).toEqual([
      `pledge: pledge ${john} is ${edition} email supporter US US-IL, should be ${edition} email man US US-IL`,
    ]);
    const other = uuidv7(new Date());
    expect(
      (
        await tampering(
          `UPDATE "Pledge" SET id = '${other}' WHERE id = '${john}'`,
          `UPDATE "Pledge" SET id = '${john}' WHERE id = '${other}'`,
        )
      ).sort(),
    ).toEqual(
      [
        `pledge: pledge of its entries ${john} is gone, should be there`,
        `pledge: ledger of the verified pledge ${other} is no entry, should be an entry`,
      ].sort(),
    );
  });

  it("finds what was changed in the log: a leaf's byte, a hash, a figure, a signature, a leaf's entry", async () => {
    const origin = "localhost:3000/log";
    const flip = (level: number, at: number) =>
      `UPDATE "LogTile" SET data = set_byte(data, ${at}, get_byte(data, ${at}) # 1) WHERE level = ${level}`;
    const leaf = await tampering(flip(-1, 90), flip(-1, 90));
    expect(leaf.join()).toContain(`log: leaf 0 of ${origin}`);
    expect(leaf.join()).toContain(`log: hash 0 of tile 0/0 of ${origin}`);
    expect(leaf.join()).toContain(`log: root of checkpoint 13 of ${origin}`);

    const hashes = await tampering(flip(0, 70), flip(0, 70));
    expect(hashes.join()).toContain(`log: hash 2 of tile 0/0 of ${origin}`);
    expect(hashes.join()).toContain("DATA_DIR/log-head is another_tree");

    const name = `sample/${await year()}`;
    const figure = (count: number) =>
      `UPDATE "Checkpoint" SET figures = jsonb_set(figures, '{${name},places,US-WI}', '${count}') WHERE size = 13`;
    expect(await tampering(figure(8), figure(7))).toEqual([
      `log: figures of checkpoint 13 of ${origin}: ${name} places US-WI is 8, should be 7`,
    ]);

    const replace = (from: string, to: string) =>
      `UPDATE "Checkpoint" SET note = replace(note, E'${from}', E'${to}') WHERE size = 11`;
    expect(
      await tampering(replace("log\\n11\\n", "log\\n12\\n"), replace("log\\n12\\n", "log\\n11\\n")),
    ).toEqual([`log: signature of checkpoint 11 of ${origin} is wrong, should be valid`]);

    const [first, second] = await ids(
      `SELECT entry_id AS id FROM "LogLeaf" WHERE index IN (0, 12) ORDER BY index`,
    );
    const swap = `UPDATE "LogLeaf" SET entry_id = CASE index WHEN 0 THEN '${second}'::uuid ELSE '${first}'::uuid END WHERE index IN (0, 12)`;
    const unique =
      'ALTER TABLE "LogLeaf" DROP CONSTRAINT IF EXISTS x; DROP INDEX IF EXISTS "LogLeaf_entry_id_log_id_key"';
    await intruder.query(unique);
    const swapped = await tampering(
      swap,
      swap.replace(`'${second}'`, "''").replace(`'${first}'`, `'${second}'`).replace("''", `'${first}'`),
    );
    await intruder.query('CREATE UNIQUE INDEX "LogLeaf_entry_id_log_id_key" ON "LogLeaf" (entry_id, log_id)');
    expect(swapped.filter((line) => line.startsWith("log: leaf"))).toHaveLength(2);
    expect(swapped.join()).toContain(`log: position of checkpoint 11 of ${origin}`);
    expect(await findings()).toEqual([]);
  });

  it("finds nothing false while people sign, a tallier folds and the log is published", async () => {
    const tallier = startTallier({ pause: 1 });
    let isOver = false;
    const publishing = (async () => {
      while (!isOver) await publish(new Date(), { force: true });
    })();
    const signing = (async () => {
      for (let i = 0; i < 60; i++) await confirmed(edition, { region: i % 2 ? "US-WI" : "US-IA" });
      isOver = true;
    })();
    const found: unknown[] = [];
    while (!isOver) found.push(...(await reconcile()).findings);
    await Promise.all([signing, publishing, tallier.stop()]);
    expect(found).toEqual([]);
  }, 60_000);

  it("mends tallies while people sign and a tallier folds, and touches nothing else", async () => {
    const [written] = await query(
      `SELECT (SELECT count(*) FROM "LedgerPosition") AS positions, (SELECT md5(string_agg(l::text, '' ORDER BY id)) FROM "LedgerEntry" l) AS entries`,
    );
    await intruder.query(`UPDATE "Tally" SET count = count + 5 WHERE dimension IN ('region', 'hour', 'day')`);
    const tallier = startTallier({ pause: 1 });
    const result = await reconcile({ repair: true });
    await tallier.stop();
    expect(result.repaired).toBe(result.found);
    expect(result.repaired).toBeGreaterThan(3);
    expect(
      await query(
        `SELECT (SELECT count(*) FROM "LedgerPosition") AS positions, (SELECT md5(string_agg(l::text, '' ORDER BY id)) FROM "LedgerEntry" l) AS entries`,
      ),
    ).toEqual([written]);
    expect(await findings()).toEqual([]);
  }, 60_000);

  it("does not mend what only the ledger could explain", async () => {
    const [entry] = await ids(`SELECT id FROM "LedgerEntry" WHERE region = 'US-MN'`);
    await intruder.query(`UPDATE "LedgerEntry" SET kind = 'withdrawn' WHERE id = '${entry}'`);
    const result = await reconcile({ repair: true });
    expect(result.found).toBeGreaterThan(result.repaired);
    const [row] = await query<{ count: number }>(
      `SELECT count FROM "Tally" WHERE dimension = 'region' AND key = 'US-MN'`,
    );
    expect(row?.count).toBe(1);
    await intruder.query(`UPDATE "LedgerEntry" SET kind = 'verified' WHERE id = '${entry}'`);
    await reconcile({ repair: true });
    expect(await findings()).toEqual([]);
  });
});
