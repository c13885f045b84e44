import { beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../../prisma/seed/index.ts");
const { reconcile } = await import("#lib/ledger/reconcile.ts");
const { accept, holdByHand, refuse, undo } = await import("#lib/organizers/held/judge.ts");
const { heldQueue } = await import("#lib/organizers/held/queue.ts");
const { postAccept, postRefuse, postUndo } = await import("#lib/organizers/held/post-held.ts");
const { Refused } = await import("#lib/organizers/scope.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { confirmed, signed } = await import("../../../support/confirmed.ts");
const { foldAll, kinds, pledgeRow } = await import("../../../support/ledger.ts");
const { anEnrolled } = await import("../../../support/organizers.ts");
const { scopeOf } = await import("../../../support/scopes.ts");

const moderator = scopeOf("moderator");
let edition: string;
const ids = async (at: string | null = null) => {
  const { previous, current, next, waiting, place } = await heldQueue(moderator, edition, at);
  return { previous, current: current?.id ?? null, next, waiting, place };
};
const actionsOf = async (id: string) =>
  (
    await query<{ action: string }>(
      `SELECT action FROM "AuditEvent" WHERE subject = 'pledge:' || $1 ORDER BY at, id`,
      [id],
    )
  ).map(({ action }) => action);

let first: string;
let second: string;
let third: string;

beforeAll(async () => {
  await loadSecrets();
  edition = (await createCampaign()).id;
});

it("is empty, then shows the oldest first, and one can walk along it", async () => {
  expect(await ids()).toEqual({ previous: null, current: null, next: null, waiting: 0, place: null });
  first = await confirmed(edition, { name: "Amos Quill", email: "amos@flood.example" });
  second = await signed(edition, { name: "Asa Quill", email: "asa@flood.example" });
  third = await signed(edition, { name: "Amos Quill", email: "amos@other.example" });
  for (const id of [third, first, second]) expect(await holdByHand(moderator, id)).toBe("done");
  expect(await holdByHand(moderator, first)).toBe("gone");
  expect(await ids()).toEqual({ previous: null, current: first, next: second, waiting: 3, place: 1 });
  expect(await ids(second)).toEqual({ previous: first, current: second, next: third, waiting: 3, place: 2 });
});

it("tells what speaks for it and against it, and no address to a moderator", async () => {
  const { current } = await heldQueue(moderator, edition, first);
  expect(current).toMatchObject({ name: "Amos Quill", address: "a…s@flood.example", heldFor: ["by_hand"] });
  expect(current?.facts).toEqual({
    isConfirmed: true,
    stoodBefore: false,
    nearDomain: 1,
    nearNetwork: 0,
    sameName: 1,
    household: 0,
  });
  const whole = await heldQueue(scopeOf("owner"), edition, first);
  expect(whole.current?.address).toBe("amos@flood.example");
});

it("goes on with the next when somebody else has dealt with one", async () => {
  expect(await refuse(moderator, second, "made_up")).toBe("done");
  expect(await ids(second)).toMatchObject({ current: third, previous: first, waiting: 2 });
  expect(await accept(moderator, second)).toBe("gone");
  expect(await refuse(moderator, second, "test")).toBe("gone");
});

it("takes back a refusal and an acceptance, of whoever did it, while nobody has done more", async () => {
  expect(await undo(scopeOf("moderator"), second)).toBe("gone");
  expect(await undo(moderator, second)).toBe("done");
  expect(await undo(moderator, second)).toBe("gone");
  expect(await ids(second)).toMatchObject({ current: second, waiting: 3 });

  expect(await accept(moderator, first)).toBe("done");
  expect(await undo(moderator, first)).toBe("done");
  expect(await pledgeRow(first)).toMatchObject({ held_for: ["by_hand"] });
  expect(await accept(moderator, first)).toBe("done");
  expect(await kinds(first)).toEqual(["verified", "invalidated", "reinstated", "invalidated", "reinstated"]);
  expect(await actionsOf(first)).toEqual(["pledge.hold", "pledge.release", "pledge.hold", "pledge.release"]);
  expect(await actionsOf(second)).toEqual(["pledge.hold", "pledge.refuse", "pledge.reopen"]);
  await foldAll();
  expect((await reconcile()).findings).toEqual([]);
});

it("of two who judge at once, one does it", async () => {
  const outcomes = await Promise.all([accept(moderator, second), refuse(moderator, second, "test")]);
  expect(outcomes.sort()).toEqual(["done", "gone"]);
});

it("leaves out what its owner took back", async () => {
  const fourth = await confirmed(edition);
  await holdByHand(moderator, fourth);
  expect((await ids()).waiting).toBe(2);
  await withdraw(fourth, { now: new Date() });
  expect((await ids()).waiting).toBe(1);
  expect(await accept(moderator, fourth)).toBe("gone");
});

it("works by its forms, and says what was done", async () => {
  const { browser } = await anEnrolled("moderator");
  const fifth = await signed(edition);
  await holdByHand(moderator, fifth);
  const held = { campaign: "sample", year: "2026" };
  expect(await browser.post(postAccept, { ...held, pledge: third, next: fifth })).toBe(
    `/organize/held?campaign=sample&year=2026&at=${fifth}&done=accepted&last=${third}`,
  );
  expect(await browser.post(postUndo, { ...held, pledge: third })).toBe(
    `/organize/held?campaign=sample&year=2026&at=${third}&done=undone`,
  );
  expect(await browser.post(postRefuse, { pledge: third, reason: "because" })).toBe(
    "/organize/held?problem=gone",
  );
  expect(await browser.post(postRefuse, { pledge: third, reason: "made_up" })).toBe(
    `/organize/held?done=refused&last=${third}`,
  );
  const viewer = await anEnrolled("viewer");
  expect(await viewer.browser.post(postAccept, { pledge: fifth })).toBe("/organize/refused");
  for (const role of ["viewer", "captain"] as const) {
    await expect(accept(scopeOf(role), fifth)).rejects.toBeInstanceOf(Refused);
    await expect(heldQueue(scopeOf(role), edition, null)).rejects.toBeInstanceOf(Refused);
  }
});
