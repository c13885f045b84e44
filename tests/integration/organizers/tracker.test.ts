import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

const url = await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { fold } = await import("#lib/ledger/tally.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { raiseAlarm } = await import("#lib/alarms/alarms.ts");
const { trackedEdition } = await import("#lib/organizers/tracker/edition.ts");
const { hoursOf } = await import("#lib/organizers/tracker/hours.ts");
const { funnelOf } = await import("#lib/organizers/tracker/funnel.ts");
const { mailHealth } = await import("#lib/organizers/tracker/mail-health.ts");
const { placesOf } = await import("#lib/organizers/tracker/places.ts");
const { sourcesOf } = await import("#lib/organizers/tracker/sources.ts");
const { trustOf } = await import("#lib/organizers/tracker/trust.ts");
const { getTrackerCsv } = await import("#lib/organizers/tracker/get-csv.ts");
const { closeDeskStreams, getDeskStream } = await import("#lib/organizers/tracker/get-stream.ts");
const { signed } = await import("../../support/confirmed.ts");
const { appendEntry } = await import("../../support/entries.ts");
const { scopeOf } = await import("../../support/scopes.ts");

const client = new pg.Client({ connectionString: url });
const [owner, moderator, viewer, captain] = (["owner", "moderator", "viewer", "captain"] as const).map(
  (role) => scopeOf(role),
) as [ReturnType<typeof scopeOf>, ...ReturnType<typeof scopeOf>[]];
let edition: string;

beforeAll(async () => {
  await loadSecrets();
  edition = (await createCampaign()).id;
  await client.connect();
});
afterAll(async () => {
  closeDeskStreams();
  await client.end();
});

describe("who may read it", () => {
  const reads: Record<string, (scope: typeof owner) => Promise<unknown>> = {
    edition: (scope) => trackedEdition(scope),
    hours: (scope) => hoursOf(scope, edition),
    funnel: (scope) => funnelOf(scope, edition),
    mail: (scope) => mailHealth(scope),
    places: (scope) => placesOf(scope, edition),
    sources: (scope) => sourcesOf(scope, edition),
    trust: (scope) => trustOf(scope),
    csv: (scope) => getTrackerCsv(scope, "hours.csv"),
    stream: (scope) => getDeskStream(scope),
  };
  it.each(Object.entries(reads))("%s: everybody but a captain", async (_, read) => {
    await expect(read(captain as typeof owner)).rejects.toThrow("does not include tracker.read");
    for (const scope of [owner, moderator, viewer]) {
      const answer = await read(scope as typeof owner);
      if (answer instanceof Response) await answer.body?.cancel();
      expect(answer).toBeTruthy();
    }
  });
});

describe("the edition", () => {
  it("is the current one of the campaign that was asked for, or of the first", async () => {
    const found = await trackedEdition(owner, "sample");
    expect(found).toMatchObject({ campaign: { slug: "sample" }, edition: { id: edition, goal: 75_000 } });
    expect(await trackedEdition(owner)).toEqual(found);
  });
  it.each(["nobody", "", "__proto__", "%"])("is none for %j", async (slug) => {
    expect(await trackedEdition(owner, slug)).toBeNull();
  });
});

describe("hours", () => {
  it("are all of today, with nothing in them at first", async () => {
    const hours = await hoursOf(viewer as typeof owner, edition);
    expect(hours[0]?.label).toBe("00:00");
    expect(hours.length).toBeGreaterThanOrEqual(23);
    expect(hours.every(({ today, yesterday }) => today === 0 && yesterday === 0)).toBe(true);
  });
  it("hold the men of today and yesterday by the edition's clock", async () => {
    const [row] = await query<{ midnight: Date }>(
      `SELECT date_trunc('day', now() AT TIME ZONE time_zone) AT TIME ZONE time_zone AS midnight FROM "Edition" WHERE id = $1`,
      [edition],
    );
    const midnight = row?.midnight.getTime() ?? 0;
    // The hour of midnight has always come; whether it is over, nobody needs to know here.
    for (const minutes of [0, 20, 59])
      await appendEntry(edition, { at: new Date(midnight + minutes * 60_000) });
    await appendEntry(edition, { at: new Date(midnight), stance: "supporter" });
    await appendEntry(edition, { at: new Date(midnight - 1) });
    await appendEntry(edition, { at: new Date(midnight - 30 * 3_600_000) });
    await fold(client);
    const hours = await hoursOf(owner, edition);
    expect(hours[0]).toMatchObject({ label: "00:00", today: 3, yesterday: 0 });
    expect(hours.find(({ label }) => label === "23:00")).toMatchObject({ today: 0, yesterday: 1 });
    expect(hours.reduce((sum, { today }) => sum + today, 0)).toBe(3);
  });
});

describe("places", () => {
  beforeAll(async () => {
    const at = new Date(Date.now() - 10 * 86_400_000);
    for (const county of ["55079", "55079", "55133"]) await appendEntry(edition, { county, at });
    await appendEntry(edition, { region: "US-GU", at });
    await appendEntry(edition, { country: "LI", region: null, at });
    await fold(client);
  });
  it("are exact and live for who may read pledges", async () => {
    const { places, isExact } = await placesOf(moderator as typeof owner, edition);
    expect(isExact).toBe(true);
    expect(
      places
        .slice(0, 2)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(["US", "US-WI"]);
    expect(places).toContainEqual({ code: "US-GU", verified: 1 });
    expect(places).toContainEqual({ code: "LI", verified: 1 });
    expect(places).toContainEqual({ code: "55079", verified: 2 });
  });
  it("are for everybody else what the public sees", async () => {
    const { places, isExact } = await placesOf(viewer as typeof owner, edition);
    expect(isExact).toBe(false);
    for (const code of ["US-GU", "LI", "55079"])
      expect(places.find((place) => place.code === code)?.verified ?? null).toBeNull();
    expect(places.find(({ code }) => code === "US-WI")?.verified).toBeGreaterThan(0);
  });
});

it("sources are ways, each man once, and the teams and events that brought most", async () => {
  const before = await sourcesOf(owner, edition);
  expect(before).toMatchObject({ ways: { share: 0, team: 0, event: 0 }, teams: [], events: [] });
  const [team] = await query<{ id: string }>(
    `INSERT INTO "Team" (id, campaign_id, slug, name, kind) SELECT gen_random_uuid(), campaign_id, 'st-mark', '=St. Mark', 'church' FROM "Edition" WHERE id = $1 RETURNING id`,
    [edition],
  );
  await query(
    `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, evidence, stance, country, region, source, team_id, commitment)
     SELECT gen_random_uuid(), $1, gen_random_uuid(), 'verified', 'email', 'man', 'US', 'US-WI', 'team', $2, sha256('x') FROM generate_series(1, 3)`,
    [edition, team?.id],
  );
  await fold(client);
  const after = await sourcesOf(viewer as typeof owner, edition);
  expect(after.ways).toEqual({ ...before.ways, team: 3 });
  expect(after.teams).toEqual([{ name: "=St. Mark", verified: 3 }]);
});

describe("mail", () => {
  it("is well while nothing waits", async () => {
    expect(await mailHealth(owner)).toEqual({
      waiting: 0,
      later: 0,
      delay: { state: "at_once" },
      perMinute: 0,
      failed: 0,
      domains: [],
    });
  });
  it("tells what waits, and that nothing leaves", async () => {
    for (const n of [1, 2, 3]) await signed(edition, { email: `w${n}@waits.example` });
    await query(`UPDATE "Mail" SET next_try_at = now() - interval '4 minutes'`);
    await query(
      `UPDATE "Mail" SET next_try_at = now() + interval '1 hour' WHERE id = (SELECT min(id::text)::uuid FROM "Mail")`,
    );
    const { waiting, later, delay } = await mailHealth(owner);
    expect({ waiting, later, delay }).toMatchObject({ waiting: 3, later: 1, delay: { state: "stuck" } });
  });
  it("reckons the delay by what has left in the last minutes", async () => {
    await query(
      `INSERT INTO "Mail" (id, edition_id, kind, lang, priority, token_hash, code_hash, expires_at, sent_at)
       SELECT gen_random_uuid(), $1, 'verify', 'en', 1, sha256(int8send(n)), '\\x01', now() + interval '7 days', now() - n * interval '20 seconds'
       FROM generate_series(1, 30) n`,
      [edition],
    );
    const { delay, perMinute } = await mailHealth(owner);
    // One every 20 seconds, and two are due.
    expect(perMinute).toBe(3);
    expect(delay).toMatchObject({ state: "about" });
    expect(delay.state === "about" && delay.seconds).toBeGreaterThan(35);
    expect(delay.state === "about" && delay.seconds).toBeLessThan(50);
  });
  it("groups what failed by recipient domain, for who may read pledges", async () => {
    for (const email of ["a@full.example", "b@full.example", "c@gone.example"])
      await signed(edition, { email });
    await query(
      `UPDATE "Mail" m SET failed_at = now(), token_sealed = NULL, code_sealed = NULL, last_error = CASE WHEN email_domain LIKE 'full%' THEN '552 5.2.2' ELSE '550 5.1.1' END
       FROM "Pledge" p WHERE p.id = m.pledge_id AND p.email_domain ~ '^(full|gone)'`,
    );
    await query(
      `UPDATE "Mail" SET failed_at = now(), sent_at = NULL WHERE id = (SELECT id FROM "Mail" WHERE pledge_id IS NULL LIMIT 1)`,
    );
    const { failed, domains } = await mailHealth(moderator as typeof owner);
    expect(failed).toBe(4);
    expect(domains).toEqual([
      { domain: "full.example", failed: 2, error: "552 5.2.2" },
      { domain: "gone.example", failed: 1, error: "550 5.1.1" },
      { domain: null, failed: 1, error: null },
    ]);
    expect(await mailHealth(viewer as typeof owner)).toMatchObject({ failed: 4, domains: null });
  });
});

it("trust is alarms, comparison, publication and tallier", async () => {
  expect(await trustOf(owner)).toMatchObject({ alarms: [], reconciliation: null, publication: null });
  await raiseAlarm("audit", { found: 1 });
  await query(
    `INSERT INTO "Reconciliation" (id, position, findings, found) VALUES (gen_random_uuid(), 10, '[]', 0)`,
  );
  const trust = await trustOf(viewer as typeof owner);
  expect(trust.alarms.map(({ kind }) => kind)).toEqual(["audit"]);
  expect(trust.reconciliation).toMatchObject({ position: 10, found: 0, repaired: 0 });
  expect(trust.tallierLag).toBeGreaterThanOrEqual(0);
  expect(trust.unpublished).toBeGreaterThan(0);
});

describe("files", () => {
  const read = async (file: string, scope = owner) => (await getTrackerCsv(scope, file, "sample"))?.text();
  it.each(["days", "hours", "funnel", "mail", "places", "sources"])(
    "%s.csv has a head and rows",
    async (name) => {
      const answer = await getTrackerCsv(owner, `${name}.csv`, "sample");
      expect(answer?.headers.get("content-type")).toContain("text/csv");
      expect(answer?.headers.get("cache-control")).toContain("no-store");
      expect(answer?.headers.get("content-disposition")).toMatch(
        new RegExp(`attachment; filename="sample-\\d{4}-${name}\\.csv"`),
      );
      const lines = (await answer?.text())?.trimEnd().split("\r\n") ?? [];
      expect(lines.length).toBeGreaterThan(1);
      expect(lines[0]).toMatch(/^[a-z_,]+$/);
    },
  );
  it("hold no formula", async () => {
    expect(await read("sources.csv")).toContain("team,'=St. Mark,3");
  });
  it("hide from a viewer what the page hides from him", async () => {
    expect(await read("mail.csv", viewer as typeof owner)).toBe("domain,failed,error\r\n");
    expect(await read("places.csv", viewer as typeof owner)).not.toMatch(/^LI,1/m);
    expect(await read("places.csv")).toMatch(/^LI,1/m);
  });
  it.each(["nothing.csv", "days", "toString", "__proto__", "../days.csv"])("%s is none", async (file) => {
    expect(await getTrackerCsv(owner, file, "sample")).toBeNull();
  });
  it("are none of a campaign that there is not", async () => {
    expect(await getTrackerCsv(owner, "days.csv", "nobody")).toBeNull();
  });
});

describe("the stream", () => {
  type Told = { verified: number; today: number; mail_waiting: number };
  /** Reads until an event says what is wanted. */
  async function until(
    reader: ReadableStreamDefaultReader<Uint8Array>,
    wanted: (told: Told) => boolean,
  ): Promise<Told> {
    const decoder = new TextDecoder();
    for (let text = ""; ; ) {
      const { value, done } = await reader.read();
      if (done) throw new Error("the stream ended");
      text += decoder.decode(value, { stream: true });
      for (const [, data] of text.matchAll(/^data: (.*)$/gm)) {
        const told = JSON.parse(data ?? "") as Told;
        if (wanted(told)) return told;
      }
    }
  }

  it("tells the figures at once, and again when they change", async () => {
    const answer = await getDeskStream(viewer as typeof owner, "sample");
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const reader = answer.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    const first = await until(reader, () => true);
    await appendEntry(edition);
    await signed(edition, { email: "live@example.org" });
    await fold(client);
    const isNews = ({ verified, mail_waiting }: Told) =>
      verified === first.verified + 1 && mail_waiting === first.mail_waiting + 1;
    expect(await until(reader, isNews)).toMatchObject({ today: first.today + 1 });
    await reader.cancel();
  });
  it("ends by itself, so that he is asked again who he is", async () => {
    const { body } = await getDeskStream(owner, "sample", 50);
    const text = await new Response(body).text();
    expect(text).toContain("event: count");
  });
  it("is none of a campaign that there is not", async () => {
    expect((await getDeskStream(owner, "nobody")).status).toBe(404);
  });
  it("is open six times at most for one organizer, and free again when one was left", async () => {
    const scope = scopeOf("viewer");
    const open = await Promise.all(Array.from({ length: 6 }, () => getDeskStream(scope)));
    expect(open.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect((await getDeskStream(scope)).status).toBe(429);
    await open[0]?.body?.cancel();
    const again = await getDeskStream(scope);
    expect(again.status).toBe(200);
    for (const { body } of [...open.slice(1), again]) await body?.cancel();
  });
});
