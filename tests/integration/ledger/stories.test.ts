import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";
import { address } from "../../support/signers.ts";

const url = await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets, uuidv7 } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { parseSign } = await import("#lib/pledges/schema.ts");
const { sign } = await import("#lib/pledges/sign.ts");
const { confirm } = await import("#lib/pledges/confirm.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { invalidate } = await import("#lib/pledges/invalidate.ts");
const { reinstate } = await import("#lib/pledges/reinstate.ts");
const { hold } = await import("#lib/pledges/hold.ts");
const { release } = await import("#lib/pledges/release.ts");
const { reclassify } = await import("#lib/pledges/reclassify.ts");
const { renew } = await import("#lib/pledges/renew.ts");
const { erase } = await import("#lib/pledges/erase.ts");
const { fold } = await import("#lib/ledger/tally.ts");
const { publish } = await import("#lib/ledger/log/publish.ts");
const { reconcile } = await import("#lib/ledger/reconcile.ts");

/** What the story of a pledge has come to, as it should be by the rules; kept apart from everything that is tested. */
type Man = {
  id: string;
  edition: string;
  email: string;
  name: string;
  region: string;
  state: State;
  /** Waits for an organizer: does not count, whatever its state. */
  held: boolean;
};
type State = "counts" | "withdrawn" | "invalid" | "invalid before" | "erased" | "erased, counts";
const men: Man[] = [];
const counts = ({ state, held }: Man) => !held && (state === "counts" || state === "erased, counts");

let thisYear: { id: string; timeZone: string };
let lastYear: string;
const REGIONS = ["US-WI", "US-IL", "US-OH", "US-GU", "CA-ON"];

beforeAll(async () => {
  await loadSecrets();
  thisYear = await createCampaign();
  lastYear = uuidv7(new Date());
  // Just closed: what was signed before may still be confirmed.
  await query(
    `INSERT INTO "Edition" (id, campaign_id, year, goal, opens_at, closes_at, time_zone, text_version, updated_at)
     SELECT $1, campaign_id, year - 1, goal, now() - interval '90 days', opens_at - interval '1 hour', time_zone, 1, now()
     FROM "Edition" WHERE id = $2`,
    [lastYear, thisYear.id],
  );
});

type Deed = { deed: keyof typeof DEEDS; who: number; where: number };

const DEEDS = {
  async verify({ who, where }: Deed) {
    const edition = who % 3 === 0 ? lastYear : thisYear.id;
    const email = address();
    await signAndConfirm({
      edition,
      email,
      name: `Man ${men.length}`,
      region: at(where),
      held: where % 3 === 0,
    });
  },
  /** He who withdrew signs afresh, perhaps from elsewhere. */
  async returns({ who, where }: Deed) {
    const man = one(who, ({ state, edition }) => state === "withdrawn" && edition === thisYear.id);
    if (!man) return;
    const pledgeId = await signed({ ...man, region: at(where) });
    expect((await confirm(pledgeId, { correction: null, seen: null, now: new Date() })).outcome).toBe(
      "verified",
    );
    Object.assign(man, { state: "counts", region: at(where) });
  },
  async withdraw({ who }: Deed) {
    const man = one(who, ({ state }) => !state.startsWith("erased"));
    if (!man) return;
    const outcome = await withdraw(man.id, { now: new Date() });
    // One that was invalidated sees the same, and stays away when the invalidation is taken back.
    const isNew = man.state === "counts" || man.state === "invalid";
    expect(outcome, man.state).toBe(isNew ? "withdrawn" : "already");
    if (isNew) man.state = man.state === "counts" ? "withdrawn" : "invalid before";
  },
  async invalidate({ who }: Deed) {
    const man = one(who, ({ state }) => !state.startsWith("erased"));
    if (!man) return;
    await invalidate(man.id, { reason: "duplicate", now: new Date() });
    if (man.state === "counts") man.state = "invalid";
    if (man.state === "withdrawn") man.state = "invalid before";
  },
  async reinstate({ who }: Deed) {
    const man = one(who, ({ state }) => state.startsWith("invalid"));
    if (!man) return;
    await reinstate(man.id, { now: new Date() });
    man.state = man.state === "invalid" ? "counts" : "withdrawn";
  },
  async hold({ who }: Deed) {
    const man = one(who, ({ state }) => !state.startsWith("erased"));
    if (!man) return;
    const outcome = await hold(man.id, { reasons: ["by_hand"], now: new Date() });
    const isInvalid = man.state.startsWith("invalid");
    expect(outcome).toBe(isInvalid ? "invalid" : man.held ? "already" : "held");
    if (!isInvalid) man.held = true;
  },
  async release({ who }: Deed) {
    const man = one(who, ({ state }) => state !== "erased");
    if (!man) return;
    const outcome = await release(man.id, { now: new Date() });
    if (!man.held) expect(outcome).toBe("not_held");
    else if (man.state === "withdrawn") expect(outcome).toBe("withdrawn");
    else if (man.state.startsWith("invalid")) expect(outcome).toBe("invalid");
    else {
      expect(outcome).toBe("counted");
      man.held = false;
    }
  },
  async reclassify({ who, where }: Deed) {
    const man = one(who, ({ state }) => state === "counts");
    if (!man) return;
    const region = at(where);
    const outcome = await reclassify(man.id, { place: placeOf(region), now: new Date() });
    if (man.held) expect(outcome).toBe("not_counted");
    else man.region = region;
  },
  async renew({ who }: Deed) {
    const man = one(who, ({ edition, state }) => edition === lastYear && !state.startsWith("erased"));
    if (!man) return;
    const known = men.some((other) => other.email === man.email && other.edition === thisYear.id);
    const { outcome, pledgeId } = await renew(man.id, { textVersion: 1, lang: "en", now: new Date() });
    const isRenewed = outcome === "renewed";
    if (!known) expect(isRenewed, `${man.state}: ${outcome}`).toBe(counts(man));
    if (!isRenewed) return;
    const again = men.find(({ id }) => id === pledgeId);
    if (again) Object.assign(again, { state: "counts", region: man.region });
    else men.push({ ...man, id: pledgeId, edition: thisYear.id, state: "counts", held: false });
  },
  async erase({ who, where }: Deed) {
    const man = one(who, ({ state }) => !state.startsWith("erased"));
    if (!man) return;
    const goes = where % 2 === 0;
    await erase(man.id, { withdraw: goes, now: new Date() });
    man.state = man.state === "counts" && !goes ? "erased, counts" : "erased";
  },
  async fold({ who }: Deed) {
    await withClient((client) => fold(client, { batch: 1 + (who % 3), searchAll: who % 2 === 0 }));
  },
  async publish() {
    await publish(new Date(), { force: true });
  },
  /** Whoever holds a connection loses it, wherever he is. */
  async crash({ who }: Deed) {
    const work = [withClient((client) => fold(client)), publish(new Date(), { force: true })];
    const settled = Promise.allSettled(work);
    await wait(who % 7);
    await withClient((client) =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      ),
    );
    await settled;
  },
};

const deed = fc.record({
  deed: fc.oneof(
    { weight: 5, arbitrary: fc.constant("verify" as const) },
    { weight: 9, arbitrary: fc.constantFrom(...(Object.keys(DEEDS) as (keyof typeof DEEDS)[])) },
  ),
  who: fc.nat(1_000),
  where: fc.nat(1_000),
});

it("whatever happens in whatever order, tallies, ledger, log and pledges agree", {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 30 }), async (deeds) => {
      for (const it of deeds) {
        await DEEDS[it.deed](it);
        await agrees(it.deed);
      }
      await publish(new Date(), { force: true });
      await agrees("publish");
      const [log] = await query<{ waiting: number }>(
        `SELECT (s.position - l.position)::int AS waiting FROM "TallierState" s, "Log" l`,
      );
      expect(log?.waiting ?? 0).toBe(0);
    }),
    // The database keeps what earlier runs did, so a shrunken run would not be the same one.
    { numRuns: 8, endOnFailure: true },
  );
});

async function agrees(after: string): Promise<void> {
  await withClient(async (client) => {
    while ((await fold(client)) > 0);
  });
  const { findings, found } = await reconcile();
  expect(findings, `after ${after}`).toEqual([]);
  expect(found).toBe(0);
  for (const edition of [thisYear.id, lastYear]) {
    const rows = await query<{ key: string; count: number }>(
      `SELECT key, count FROM "Tally" WHERE edition_id = $1 AND dimension = 'region' AND count > 0 ORDER BY key`,
      [edition],
    );
    const expected = Map.groupBy(
      men.filter((man) => man.edition === edition && counts(man)),
      ({ region }) => region,
    );
    expect(Object.fromEntries(rows.map(({ key, count }) => [key, count])), `after ${after}`).toEqual(
      Object.fromEntries([...expected].map(([region, those]) => [region, those.length])),
    );
  }
}

async function signAndConfirm(man: Omit<Man, "id" | "state">): Promise<void> {
  const id = await signed(man);
  if (man.held) await hold(id, { reasons: ["by_hand"], now: new Date() });
  expect((await confirm(id, { correction: null, seen: null, now: new Date() })).outcome).toBe("verified");
  men.push({ ...man, id, state: "counts" });
}

async function signed({ edition, email, name, region }: Omit<Man, "id" | "state" | "held">): Promise<string> {
  const { country, region: code } = placeOf(region);
  const fields = {
    name,
    email,
    birth_year: "1980",
    country,
    region: code,
    stance: "man",
    display: "hidden",
    agree: "on",
    lang: "en",
  };
  const parsed = parseSign(new Map(Object.entries(fields)), { now: new Date(), timeZone: thisYear.timeZone });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  const how = { editionId: edition, textVersion: 1, ipPrefix: null, now: new Date() };
  return (await sign(parsed.input, how)).pledgeId;
}

function placeOf(region: string) {
  return { country: region.slice(0, 2), region, county: null };
}

function at(where: number): string {
  return REGIONS[where % REGIONS.length] ?? "US-WI";
}

function one(who: number, fits: (man: Man) => boolean): Man | undefined {
  const those = men.filter(fits);
  return those[who % those.length];
}

async function withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

afterAll(() => query("SELECT 1").catch(() => {}));
