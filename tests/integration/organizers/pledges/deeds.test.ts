import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../../prisma/seed/index.ts");
const { correctAddress, correctName, correctWhere } = await import("#lib/organizers/pledges/correct.ts");
const { deed } = await import("#lib/organizers/pledges/deed.ts");
const { erase } = await import("#lib/organizers/pledges/erase.ts");
const { hideName } = await import("#lib/organizers/pledges/hide-name.ts");
const { invalidate, reinstate } = await import("#lib/organizers/pledges/invalidate.ts");
const { onePledge } = await import("#lib/organizers/pledges/one.ts");
const post = await import("#lib/organizers/pledges/post-pledge.ts");
const { postSearch } = await import("#lib/organizers/pledges/post-search.ts");
const { resend } = await import("#lib/organizers/pledges/resend.ts");
const { Refused } = await import("#lib/organizers/scope.ts");
const { confirmView, pledgeOfToken } = await import("#lib/pledges/queries.ts");
const { invalidate: invalidateIt } = await import("#lib/pledges/invalidate.ts");
const { figures } = await import("#lib/tallies/queries.ts");
const { confirmed, signed } = await import("../../../support/confirmed.ts");
const { differences, foldAll } = await import("../../../support/ledger.ts");
const { aBrowser, anEnrolled, anOrganizer, comesByLink, letSessionAge } = await import(
  "../../../support/organizers.ts"
);
const { scopeOf } = await import("../../../support/scopes.ts");
const { unsealApp } = await import("#lib/crypto.ts");

const now = () => new Date();
const owner = scopeOf("owner");
let edition: { id: string; year: number };

beforeAll(async () => {
  await loadSecrets();
  edition = await createCampaign();
});

const log = (id: string) =>
  query<{ action: string; before: object | null; after: object | null; note: Buffer | null }>(
    `SELECT action, before, after, note_sealed AS note FROM "AuditEvent" WHERE subject = $1 ORDER BY at, id`,
    [`pledge:${id}`],
  );
const actions = async (id: string) => (await log(id)).map(({ action }) => action);
const nameOf = async (id: string) => (await onePledge(owner, id))?.pledge.name;
const letMailAge = (id: string, hours: number) =>
  query(`UPDATE "Mail" SET created_at = created_at - make_interval(hours => $2) WHERE pledge_id = $1`, [
    id,
    hours,
  ]);
/** The tokens of the links that were mailed about a pledge. */
const tokens = async (id: string) => {
  const rows = await query<{ id: string; sealed: Buffer }>(
    `SELECT id, token_sealed AS sealed FROM "Mail" WHERE pledge_id = $1 AND kind = 'verify' ORDER BY created_at, id`,
    [id],
  );
  return rows.map((row) => unsealApp("mail", row.sealed, `${row.id}:token`).toString("utf8"));
};

describe("a deed", () => {
  it("is undone when it cannot be written down", async () => {
    const id = await confirmed(edition.id);
    await expect(
      deed(owner, id, async (send) => {
        const outcome = await invalidateIt(id, { reason: "duplicate", now: now() }, send);
        return { outcome, audit: { action: "pledge.invalidate", after: { who: "john@example.org" } } };
      }),
    ).rejects.toThrow();
    expect((await onePledge(owner, id))?.pledge.state).toBe("counted");
    expect(await actions(id)).toEqual([]);
  });

  it("is nobody's whose role does not let him", async () => {
    const id = await confirmed(edition.id);
    for (const role of ["viewer", "captain"] as const) {
      const scope = scopeOf(role);
      await expect(hideName(scope, id, true)).rejects.toThrow(Refused);
      await expect(correctName(scope, id, "X Y")).rejects.toThrow(Refused);
      await expect(correctAddress(scope, id, "x@example.org", now())).rejects.toThrow(Refused);
      await expect(correctWhere(scope, id, { stance: "man" }, now())).rejects.toThrow(Refused);
      await expect(resend(scope, id, now())).rejects.toThrow(Refused);
      await expect(invalidate(scope, id, { reason: "test", now: now() })).rejects.toThrow(Refused);
      await expect(reinstate(scope, id, now())).rejects.toThrow(Refused);
    }
    await expect(erase(scopeOf("moderator"), id, now())).rejects.toThrow(Refused);
    expect(await actions(id)).toEqual([]);
  });
});

describe("hiding a name", () => {
  it("hides it, gives it back, and says when there was nothing to do", async () => {
    const id = await confirmed(edition.id, { display: "full" });
    expect(await hideName(owner, id, true)).toBe("done");
    expect(await hideName(owner, id, true)).toBe("unchanged");
    expect((await onePledge(owner, id))?.pledge.nameHiddenAt).toBeInstanceOf(Date);
    expect(await hideName(owner, id, false)).toBe("done");
    expect((await onePledge(owner, id))?.pledge).toMatchObject({ nameHiddenAt: null, display: "full" });
    expect(await hideName(owner, "0198f3a2-7b1c-7d3e-8f4a-112233445566", true)).toBe("unknown");
    expect(await actions(id)).toEqual(["pledge.hide_name", "pledge.show_name"]);
  });
});

describe("correcting a name", () => {
  it("is found by it from then on, and the log does not tell it", async () => {
    const id = await confirmed(edition.id, { name: "Jhon Smiht" });
    await foldAll();
    const before = await figures(edition.id);
    expect(await correctName(owner, id, "  John   Smith ")).toEqual({ ok: true, outcome: "corrected" });
    expect(await nameOf(id)).toBe("John Smith");
    expect(await correctName(owner, id, "John Smith")).toEqual({ ok: true, outcome: "unchanged" });
    expect(await correctName(owner, id, "www.spam.example")).toEqual({ ok: false, code: "url" });
    expect(await log(id)).toEqual([
      { action: "pledge.correct", before: null, after: { field: "name" }, note: null },
    ]);
    await foldAll();
    expect((await figures(edition.id)).verified).toBe(before.verified);
  });

  it("does not make one man of two", async () => {
    const email = "household@example.org";
    await signed(edition.id, { name: "Adam Baker", email });
    const id = await signed(edition.id, { name: "Adam Bker", email });
    expect(await correctName(owner, id, "Adam Baker")).toEqual({ ok: true, outcome: "twin" });
    expect(await nameOf(id)).toBe("Adam Bker");
    expect(await actions(id)).toEqual([]);
  });
});

describe("correcting an address", () => {
  it("mails there, and the link that went elsewhere is void", async () => {
    const id = await signed(edition.id, { email: "sam@exmaple.org" });
    const [old = ""] = await tokens(id);
    expect(await correctAddress(owner, id, "Sam@Example.org", now())).toEqual({
      ok: true,
      outcome: "mailed",
    });
    const { pledge } = (await onePledge(owner, id)) ?? {};
    expect(pledge).toMatchObject({ address: "Sam@example.org", domain: "example.org", state: "waiting" });
    expect(await pledgeOfToken(old)).toBeNull();
    expect((await confirmView(old, now())).state).toBe("unknown");
    const [fresh = ""] = await tokens(id);
    expect((await confirmView(fresh, now())).state).toBe("pending");
    expect(await log(id)).toEqual([
      { action: "pledge.correct", before: null, after: { field: "address" }, note: null },
    ]);
  });

  it.each<[string, () => Promise<string>, string, object]>([
    [
      "once he confirmed",
      () => confirmed(edition.id),
      "x1@example.org",
      { ok: true, outcome: "not_waiting" },
    ],
    ["to what is no address", () => signed(edition.id), "x@@example.org", { ok: false, code: "malformed" }],
    [
      "to a mailbox that wants nothing",
      async () => {
        const { mailboxKey } = await import("#lib/pledges/sign.ts");
        await query(
          `INSERT INTO "Suppression" (mailbox_key, reason) VALUES ($1, 'not_me') ON CONFLICT DO NOTHING`,
          [mailboxKey("quiet@example.org")],
        );
        return signed(edition.id);
      },
      "quiet@example.org",
      { ok: true, outcome: "suppressed" },
    ],
    [
      "to a mailbox that had its mails",
      async () => {
        for (const name of ["A One", "B Two", "C Three"])
          await signed(edition.id, { name, email: "busy@example.org" });
        return signed(edition.id);
      },
      "busy@example.org",
      { ok: true, outcome: "limited" },
    ],
  ])("changes nothing %s", async (_, make, typed, expected) => {
    const id = await make();
    const before = (await onePledge(owner, id))?.pledge;
    expect(await correctAddress(owner, id, typed, now())).toEqual(expected);
    expect((await onePledge(owner, id))?.pledge).toEqual(before);
    expect(await actions(id)).toEqual([]);
  });

  it("takes the same man in the other mailbox for a twin", async () => {
    await signed(edition.id, { name: "Twin Man", email: "right@example.org" });
    const id = await signed(edition.id, { name: "Twin Man", email: "wrong@example.org" });
    expect(await correctAddress(owner, id, "right@example.org", now())).toEqual({
      ok: true,
      outcome: "twin",
    });
  });

  it("does not hang when two cross", async () => {
    const one = await signed(edition.id, { name: "Cross One", email: "cross1@example.org" });
    const two = await signed(edition.id, { name: "Cross Two", email: "cross2@example.org" });
    const outcomes = await Promise.all([
      correctAddress(owner, one, "cross2@example.org", now()),
      correctAddress(owner, two, "cross1@example.org", now()),
    ]);
    expect(outcomes).toEqual([
      { ok: true, outcome: "mailed" },
      { ok: true, outcome: "mailed" },
    ]);
  });
});

describe("correcting where he stands", () => {
  it("moves him through the ledger, and says from where to where", async () => {
    const id = await confirmed(edition.id, { county: "55079" });
    const place = { country: "US", region: "US-OH", county: null };
    expect(await correctWhere(owner, id, { place, stance: "supporter", teamId: null }, now())).toBe(
      "reclassified",
    );
    await foldAll();
    expect(await differences()).toEqual([]);
    expect(await log(id)).toMatchObject([
      {
        action: "pledge.correct",
        before: { place: "55079", stance: "man" },
        after: { place: "US-OH", stance: "supporter" },
      },
    ]);
    const waiting = await signed(edition.id);
    expect(await correctWhere(owner, waiting, { place, teamId: null }, now())).toBe("not_counted");
    expect(await actions(waiting)).toEqual([]);
  });
});

describe("sending the mail again", () => {
  it("says what happened", async () => {
    const id = await signed(edition.id);
    expect(await resend(owner, id, now())).toBe("limited");
    await letMailAge(id, 1);
    expect(await resend(owner, id, now())).toBe("mailed");
    expect(await resend(owner, await confirmed(edition.id), now())).toBe("not_waiting");
    expect(await resend(owner, "0198f3a2-7b1c-7d3e-8f4a-112233445566", now())).toBe("unknown");
    expect(await actions(id)).toEqual(["pledge.resend"]);
    expect(await tokens(id)).toHaveLength(2);
  });
});

describe("invalidating and reinstating", () => {
  it("goes there and back, each once however often it is asked", async () => {
    const id = await confirmed(edition.id);
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => invalidate(owner, id, { reason: "automated", now: now() })),
    );
    expect(outcomes.toSorted()).toEqual(["already", "already", "already", "already", "invalidated"]);
    expect((await onePledge(owner, id))?.pledge).toMatchObject({ state: "invalidated", reason: "automated" });
    expect(await reinstate(owner, id, now())).toBe("reinstated");
    expect(await reinstate(owner, id, now())).toBe("not_invalid");
    await foldAll();
    expect(await differences()).toEqual([]);
    expect(await log(id)).toMatchObject([
      { action: "pledge.invalidate", after: { reason: "automated" } },
      { action: "pledge.reinstate", before: { reason: "automated" } },
    ]);
  });
});

describe("erasing", () => {
  it("leaves nothing that tells who he was, in the log neither", async () => {
    const id = await confirmed(edition.id, { name: "Eric Gone", email: "eric.gone@example.org" });
    await correctName(owner, id, "Erik Gone");
    expect(await erase(owner, id, now())).toBe("erased");
    expect(await erase(owner, id, now())).toBe("already");
    expect((await onePledge(owner, id))?.pledge).toMatchObject({
      state: "erased",
      name: null,
      address: null,
    });
    const events = await log(id);
    expect(events.map(({ action, note }) => [action, note])).toEqual([
      ["pledge.correct", null],
      ["pledge.erase", null],
    ]);
    await foldAll();
    expect(await differences()).toEqual([]);
  });
});

describe("the forms", () => {
  let browser: Awaited<ReturnType<typeof anEnrolled>>["browser"];
  beforeEach(async () => {
    ({ browser } = await anEnrolled("owner"));
  });

  it("lead back to the pledge and say what happened", async () => {
    const pledge = await confirmed(edition.id);
    const page = `/organize/pledges/${pledge}`;
    expect(await browser.post(post.postInvalidate, { pledge })).toBe(`${page}?problem=reason`);
    expect(await browser.post(post.postInvalidate, { pledge, reason: "held" })).toBe(
      `${page}?problem=reason`,
    );
    expect(await browser.post(post.postInvalidate, { pledge, reason: "test" })).toBe(
      `${page}?done=invalidated`,
    );
    expect(await browser.post(post.postReinstate, { pledge })).toBe(`${page}?done=reinstated`);
    expect(await browser.post(post.postHideName, { pledge, hide: "on" })).toBe(`${page}?done=hidden`);
    expect(await browser.post(post.postHideName, { pledge })).toBe(`${page}?done=shown`);
    expect(await browser.post(post.postResend, { pledge })).toBe(`${page}?problem=not_waiting`);
    expect(await browser.post(post.postWhere, { pledge, country: "US" })).toBe(`${page}?problem=place`);
    const moved = { pledge, country: "KE", stance: "man" };
    expect(await browser.post(post.postWhere, moved)).toBe(`${page}?done=moved`);
    expect(await browser.post(post.postWhere, moved)).toBe(`${page}?problem=unchanged`);
    expect(await browser.post(post.postName, { pledge: "1", name: "x" })).toBe("/organize/pledges");
  });

  it("keep what was typed wrong out of the address", async () => {
    const pledge = await signed(edition.id);
    const to = await browser.post(post.postEmail, { pledge, email: "sam at example" });
    expect(to).toBe(`/organize/pledges/${pledge}?wrong=email#email`);
    const kept = browser.jar.get("cs_desk_pledge") ?? "";
    expect(kept).not.toBe("");
    expect(Buffer.from(kept, "base64url").toString("latin1")).not.toContain("sam");
  });

  it("erase only for who has just shown who he is, and typed the word", async () => {
    const pledge = await confirmed(edition.id);
    const page = `/organize/pledges/${pledge}`;
    expect(await browser.post(post.postErase, { pledge, word: "erase" })).toBe(`${page}?problem=word`);
    await letSessionAge((await browser.scope()).sessionId, 11);
    expect(await browser.post(post.postErase, { pledge, word: "ERASE" })).toBe(
      `/organize/second-factor?next=${encodeURIComponent(page)}`,
    );
    expect((await onePledge(owner, pledge))?.pledge.state).toBe("counted");
    const { browser: fresh } = await anEnrolled("organizer");
    expect(await fresh.post(post.postErase, { pledge, word: "ERASE" })).toBe(`${page}?done=erased`);
  });

  it("send everybody else away", async () => {
    const pledge = await confirmed(edition.id);
    expect(await aBrowser().post(post.postInvalidate, { pledge, reason: "test" })).toBe("/organize/sign-in");
    const viewer = await comesByLink(await anOrganizer("viewer"));
    expect(await viewer.post(post.postInvalidate, { pledge, reason: "test" })).toBe("/organize/refused");
    const moderator = await comesByLink(await anOrganizer("moderator"));
    expect(await moderator.post(post.postErase, { pledge, word: "ERASE" })).toBe("/organize/refused");
    expect(await moderator.post(post.postInvalidate, { pledge, reason: "test" })).toMatch(
      /done=invalidated$/,
    );
  });

  it("search without a name or an address in any address", async () => {
    const pledge = await confirmed(edition.id, { name: "Nathan Unheard", email: "nathan@unheard.example" });
    const where = { campaign: "sample", year: String(edition.year) };
    const search = (q: string, as?: string) => browser.post(postSearch, { ...where, q, ...(as && { as }) });
    const base = `/organize/pledges?campaign=sample&year=${edition.year}`;
    expect(await search("nathan@unheard.example")).toMatch(/&find=[\w-]+$/);
    expect(await search("nathan@unheard.example")).not.toMatch(/nathan|unheard/);
    expect(await search("Nathan Unheard")).not.toMatch(/nathan|unheard/i);
    expect(await search("@Unheard.example")).toContain(`${base}&domain=unheard.example&find=`);
    expect(await search("Wisconsin")).toContain(`${base}&place=US-WI&find=`);
    expect(await search("Wisconsin", "name")).not.toContain("place=");
    expect(await search("203.0.113.7")).toContain("prefix=203.0.113.0%2F24");
    expect(await search(pledge)).toBe(`/organize/pledges/${pledge}`);
    expect(await search("  ")).toBe(base);
    const viewer = await comesByLink(await anOrganizer("viewer"));
    expect(await viewer.post(postSearch, { q: "nathan" })).toBe("/organize/refused");
  });
});
