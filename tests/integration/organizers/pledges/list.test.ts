import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../../prisma/seed/index.ts");
const { erase } = await import("#lib/pledges/erase.ts");
const { invalidate } = await import("#lib/pledges/invalidate.ts");
const { hold } = await import("#lib/pledges/hold.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { countedOf } = await import("#lib/organizers/pledges/counted.ts");
const { pledgesOf } = await import("#lib/organizers/pledges/list.ts");
const { onePledge } = await import("#lib/organizers/pledges/one.ts");
const { openSearch, pledgeCalled, sealSearch, searchOf, soughtBy } = await import(
  "#lib/organizers/pledges/search.ts"
);
const { Refused } = await import("#lib/organizers/scope.ts");
const { confirmed, signed } = await import("../../../support/confirmed.ts");
const { foldAll } = await import("../../../support/ledger.ts");
const { scopeOf } = await import("../../../support/scopes.ts");
type Filter = import("#lib/organizers/pledges/filter.ts").PledgeFilter;

const now = () => new Date();
const owner = scopeOf("owner");
let edition: { id: string; timeZone: string };
const ids: Record<string, string> = {};

/** Named people, each of one kind. */
beforeAll(async () => {
  await loadSecrets();
  edition = await createCampaign();
  const { id } = edition;
  ids.john = await confirmed(id, { name: "John Miller", email: "John.Miller@gmail.com", county: "55079" });
  ids.jose = await confirmed(id, { name: "José García Núñez", email: "jose@example.org", region: "US-OH" });
  ids.amina = await confirmed(id, {
    name: "Amina Otieno",
    email: "a@example.org",
    country: "KE",
    region: "",
    stance: "supporter",
  });
  ids.sam = await signed(id, {
    name: "Sam Washington",
    email: "sam@flood.example",
    display: "full",
    team: "grace",
  });
  ids.withdrawn = await confirmed(id, { name: "Will Drawn", email: "will@example.org" });
  await withdraw(ids.withdrawn, { now: now() });
  ids.invalid = await confirmed(id, { name: "Ivan Valid", email: "ivan@flood.example" });
  await invalidate(ids.invalid, { reason: "duplicate", now: now() });
  ids.held = await signed(id, {
    name: "Henry Eldridge",
    email: "henry@flood.example",
    event: "news-conference",
  });
  await hold(ids.held, { reasons: ["by_hand"], now: now() });
  ids.erased = await confirmed(id, { name: "Eric Ased", email: "eric@example.org" });
  await erase(ids.erased, { withdraw: true, now: now() });
  await query(`UPDATE "Pledge" SET ip_prefix = '203.0.113.0/24' WHERE id = $1`, [ids.sam]);
  await query(`UPDATE "Pledge" SET name_hidden_at = now() WHERE id = $1`, [ids.jose]);
  await foldAll();
});

const wanted = (filter: Filter = {}, typed = "") => {
  const search = searchOf(typed);
  return {
    editionId: edition.id,
    timeZone: edition.timeZone,
    filter,
    sought: search && soughtBy(search),
    after: null,
  };
};
const listed = async (filter: Filter = {}, typed = "") => {
  const { pledges } = await pledgesOf(owner, wanted(filter, typed));
  return pledges.map(({ id }) => Object.keys(ids).find((who) => ids[who] === id)).sort();
};

describe("the list", () => {
  it("has everybody, the newest first, with masked addresses", async () => {
    const { pledges, next } = await pledgesOf(owner, wanted());
    expect(pledges.map(({ id }) => id)).toEqual(Object.values(ids).toSorted().toReversed());
    expect(next).toBeNull();
    const john = pledges.find(({ id }) => id === ids.john);
    expect(john).toMatchObject({ name: "John Miller", address: "J…r@gmail.com", state: "counted" });
    expect(pledges.find(({ id }) => id === ids.erased)).toMatchObject({ name: null, address: null });
    expect(JSON.stringify(pledges)).not.toContain("John.Miller@");
  });

  it.each<[Filter, string[]]>([
    [{ state: "waiting" }, ["sam"]],
    [{ state: "counted" }, ["amina", "john", "jose"]],
    [{ state: "withdrawn" }, ["withdrawn"]],
    [{ state: "invalidated" }, ["invalid"]],
    [{ state: "held" }, ["held"]],
    [{ state: "erased" }, ["erased"]],
    [{ place: "US-OH" }, ["jose"]],
    [{ place: "55079" }, ["john"]],
    [{ place: "KE" }, ["amina"]],
    [{ place: "US", state: "counted" }, ["john", "jose"]],
    [{ place: "CA-ON" }, []],
    [{ evidence: "paper" }, []],
    [{ stance: "supporter" }, ["amina"]],
    [{ display: "full" }, ["sam"]],
    [{ display: "taken_off" }, ["jose"]],
    [{ domain: "flood.example" }, ["held", "invalid", "sam"]],
    [{ domain: "flood.example", state: "invalidated" }, ["invalid"]],
    [{ prefix: "203.0.113.0/24" }, ["sam"]],
    [{ team: "grace" }, ["sam"]],
    [{ event: "news-conference" }, ["held"]],
    [{ from: "2999-01-01" }, []],
    [{ until: "2001-01-01" }, []],
    [{ from: "2001-01-01", until: "2999-01-01", state: "held" }, ["held"]],
    [{ import: "0198f3a2-7b1c-7d3e-8f4a-112233445566" }, []],
  ])("is filtered by %j", async (filter, expected) => {
    expect(await listed(filter)).toEqual(expected.toSorted());
  });

  it.each<[string, string[]]>([
    ["johnmiller+news@googlemail.com", ["john"]],
    ["nobody@gmail.com", []],
    ["garcia", ["jose"]],
    ["NUÑEZ josé", ["jose"]],
    ["josé miller", []],
    ["garc", []],
    ["Eric Ased", []],
  ])("finds by %j", async (typed, expected) => {
    expect(await listed({}, typed)).toEqual(expected);
  });

  it("narrows a search down by a filter", async () => {
    expect(await listed({ state: "withdrawn" }, "john")).toEqual([]);
    expect(await listed({ state: "counted" }, "john")).toEqual(["john"]);
  });

  it("turns its pages without leaving out or repeating anybody, in either order", async () => {
    for (let i = 0; i < 120; i++)
      await query(
        `INSERT INTO "Pledge" SELECT (jsonb_populate_record(p, jsonb_build_object('id', uuidv7(), 'mailbox_key', '\\x' || encode(sha256(int4send($2)), 'hex'),
           'email_domain', 'crowd.example'))).* FROM "Pledge" p WHERE id = $1`,
        [ids.sam, i],
      );
    for (const filter of [
      { domain: "crowd.example" },
      { state: "waiting", domain: "crowd.example" },
    ] as Filter[]) {
      const seen: string[] = [];
      let after: Parameters<typeof pledgesOf>[1]["after"] = null;
      for (let page = 0; page < 3; page++) {
        const found = await pledgesOf(owner, { ...wanted(filter), after });
        seen.push(...found.pledges.map(({ id }) => id));
        expect(found.next === null).toBe(page === 2);
        after = found.next;
      }
      expect(new Set(seen).size).toBe(120);
      expect(seen).toHaveLength(120);
    }
  });

  it("is nobody's whose role does not let him", async () => {
    for (const role of ["viewer", "captain"] as const) {
      await expect(pledgesOf(scopeOf(role), wanted())).rejects.toThrow(Refused);
      await expect(onePledge(scopeOf(role), ids.john ?? "")).rejects.toThrow(Refused);
      await expect(countedOf(scopeOf(role), edition.id, {})).rejects.toThrow(Refused);
    }
  });
});

describe("what is counted", () => {
  it.each<[Filter, { men: number; otherMen: number; supporters: number } | null]>([
    [{}, { men: 2, otherMen: 0, supporters: 1 }],
    [{ place: "US-WI" }, { men: 1, otherMen: 0, supporters: 0 }],
    [
      { place: "KE", state: "counted" },
      { men: 0, otherMen: 0, supporters: 1 },
    ],
    [{ place: "55079" }, { men: 1, otherMen: 0, supporters: 0 }],
    [{ team: "grace" }, { men: 0, otherMen: 0, supporters: 0 }],
    [{ domain: "gmail.com" }, null],
    [{ place: "US-WI", team: "grace" }, null],
    [{ state: "withdrawn" }, null],
  ])("of %j stands in the tallies", async (filter, counted) => {
    expect(await countedOf(owner, edition.id, filter)).toEqual(counted);
  });
});

describe("an id or a share code", () => {
  it("leads to its pledge", async () => {
    const [entry] = await query<{ id: string }>(`SELECT id FROM "LedgerEntry" WHERE pledge_id = $1`, [
      ids.john,
    ]);
    const [mail] = await query<{ id: string }>(`SELECT id FROM "Mail" WHERE pledge_id = $1`, [ids.john]);
    const [link] = await query<{ code: string }>(`SELECT code FROM "ShareLink" WHERE pledge_id = $1`, [
      ids.john,
    ]);
    for (const typed of [ids.john, entry?.id, mail?.id, `http://x.example/s/${link?.code}`]) {
      const search = searchOf(typed ?? "");
      expect(search && (await pledgeCalled(owner, search.reading)), typed).toBe(ids.john);
    }
    const nobody = searchOf("0198f3a2-7b1c-7d3e-8f4a-112233445566");
    expect(nobody && (await pledgeCalled(owner, nobody.reading))).toBeNull();
  });
});

describe("a search in an address", () => {
  it("is sealed, and opens as it was read", () => {
    const search = searchOf("Washington", "name");
    const sealed = search && sealSearch(search);
    expect(Buffer.from(sealed ?? "", "base64url").toString("latin1")).not.toContain("Washington");
    expect(openSearch(sealed ?? undefined)).toEqual(search);
    expect(openSearch(`${sealed}x`.slice(1))).toBeNull();
    expect(openSearch(undefined)).toBeNull();
  });
});

describe("one pledge", () => {
  it("has all that is kept and what happened, the whole address for whoever may take the list out", async () => {
    const found = await onePledge(owner, ids.john ?? "");
    expect(found?.pledge).toMatchObject({
      name: "John Miller",
      address: "John.Miller@gmail.com",
      state: "counted",
    });
    expect(found?.story.map(({ kind }) => kind)).toEqual(["signed", "mail", "confirmed", "entry"]);
    expect(found?.story.at(-1)).toMatchObject({
      entry: { kind: "verified", number: 1, position: "1", leaf: null },
    });
    expect((await onePledge(scopeOf("moderator"), ids.john ?? ""))?.pledge.address).toBe("J…r@gmail.com");
  });

  it("has nothing of an erased man but what the count needs", async () => {
    const found = await onePledge(owner, ids.erased ?? "");
    expect(found?.pledge).toMatchObject({
      name: null,
      address: null,
      birthYear: null,
      domain: null,
      state: "erased",
    });
    expect(found?.story.map(({ kind }) => kind)).toContain("erased");
  });

  it("names the others of its mailbox", async () => {
    const wife = await signed(edition.id, { name: "Jane Miller", email: "j.ohnmiller@gmail.com" });
    const found = await onePledge(owner, ids.john ?? "");
    expect(found?.neighbours).toMatchObject([
      { id: wife, name: "Jane Miller", isHimself: false, state: "waiting" },
    ]);
  });

  it.each(["", "1", "0198f3a2-7b1c-7d3e-8f4a-112233445566"])("is not there for %j", async (id) => {
    expect(await onePledge(owner, id)).toBeNull();
  });
});
