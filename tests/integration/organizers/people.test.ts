import { beforeAll, beforeEach, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets, uuidv7 } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { changeRole } = await import("#lib/organizers/change-role.ts");
const { invite } = await import("#lib/organizers/invite.ts");
const { postInvite, postRemove, postRole } = await import("#lib/organizers/post-people.ts");
const { ownFactors, people } = await import("#lib/organizers/queries.ts");
const { remove } = await import("#lib/organizers/remove.ts");
const { ROLES } = await import("#lib/organizers/scope.ts");
const { scopeOf } = await import("../../support/scopes.ts");
const support = await import("../../support/organizers.ts");
const { anEnrolled, anOrganizer, comesByLink, letSessionAge, waitingLinks } = support;

const TEAM = "01980000-0000-7000-8000-000000000009";

beforeAll(async () => {
  await loadSecrets();
  const campaign = uuidv7(new Date());
  await query(
    `INSERT INTO "Campaign" (id, slug, name, host, languages) VALUES ($1, 'river', 'River City Men', 'River City House', '{en,es}')`,
    [campaign],
  );
  await query(
    `INSERT INTO "Team" (id, campaign_id, slug, name, kind) VALUES ($1, $2, 'grace', 'Grace Church', 'church')`,
    [TEAM, campaign],
  );
});

/** Nobody is left from the test before. */
beforeEach(async () => {
  await query(`ALTER TABLE "Organizer" DISABLE TRIGGER keep_an_owner`);
  await query(`UPDATE "Organizer" SET removed_at = now(), totp_since = NULL WHERE removed_at IS NULL`);
  await query(`ALTER TABLE "Organizer" ENABLE TRIGGER keep_an_owner`);
});

const roleOf = async (id: string) => (await people("console")).find((person) => person.id === id)?.role;

test("An owner invites, and a mail with a link goes out", async () => {
  const olivia = await anEnrolled("owner");
  expect(await olivia.browser.post(postInvite, { email: "Vera@example.org", role: "viewer" })).toBe(
    "/organize/people?done=invited",
  );
  const vera = (await people("console")).find(({ email }) => email === "Vera@example.org");
  expect(vera).toMatchObject({ role: "viewer", isEnrolled: false, seenAt: null });
  expect(await waitingLinks(vera?.id ?? "")).toHaveLength(1);
  expect(await olivia.browser.post(postInvite, { email: "vera@EXAMPLE.org", role: "owner" })).toBe(
    "/organize/people?problem=already",
  );
  expect(await roleOf(vera?.id ?? "")).toBe("viewer");
});

test("What is wrong with an invitation is said, and nothing happens", async () => {
  const olivia = await anEnrolled("owner");
  const before = (await people("console")).length;
  for (const [form, problem] of [
    [{ email: "vera", role: "viewer" }, "address"],
    [{ email: "vera@example.org", role: "king" }, "role"],
    [{ email: "vera@example.org" }, "role"],
    [{ email: "vera@example.org", role: "captain" }, "team"],
    [{ email: "vera@example.org", role: "captain", team: uuidv7(new Date()) }, "team"],
    [{ email: "vera@example.org", role: "captain", team: "grace" }, "role"],
  ] as [Record<string, string>, string][])
    expect(await olivia.browser.post(postInvite, form)).toBe(`/organize/people?problem=${problem}`);
  expect(await people("console")).toHaveLength(before);
});

test("A captain has a team, and nobody else has one", async () => {
  const olivia = await anEnrolled("owner");
  await olivia.browser.post(postInvite, { email: "cara@example.org", role: "captain", team: TEAM });
  const cara = (await people("console")).find(({ email }) => email === "cara@example.org");
  expect(cara).toMatchObject({ role: "captain", teamId: TEAM, team: "Grace Church" });
  // The form's field of the team is sent whatever the role.
  await olivia.browser.post(postRole, { person: cara?.id ?? "", role: "viewer", team: TEAM });
  expect((await people("console")).find(({ id }) => id === cara?.id)).toMatchObject({
    role: "viewer",
    teamId: null,
  });
});

test("Each role gives, changes and removes what the table says, and no more", async () => {
  await anOrganizer("owner");
  const given = {
    owner: ROLES,
    organizer: ["viewer", "captain"],
    moderator: [],
    viewer: [],
    captain: [],
  } as const;
  for (const role of ROLES) {
    const own = await anOrganizer(role, { teamId: role === "captain" ? TEAM : null });
    const by = scopeOf(role, { organizerId: own.id });
    for (const target of ROLES) {
      const may = (given[role] as readonly string[]).includes(target);
      const teamId = target === "captain" ? TEAM : null;
      const email = `${role}-${target}@example.org`;
      const invited = await invite(by, { email, role: target, teamId }, new Date());
      expect(invited.ok, `${role} invites ${target}`).toBe(may);
      const { id } = await anOrganizer(target, { teamId });
      const raised = await changeRole(by, id, { role: "organizer", teamId: null });
      expect(raised.ok, `${role} makes an organizer of ${target}`).toBe(role === "owner");
      const other = await anOrganizer(target, { teamId });
      expect((await remove(by, other.id)).ok, `${role} removes ${target}`).toBe(may);
    }
  }
});

test("Whoever may not is led to the page that says so, before anything is looked at", async () => {
  const target = await anOrganizer("viewer");
  for (const role of ["moderator", "viewer"] as const) {
    const browser = await comesByLink(await anOrganizer(role));
    for (const [handler, form] of [
      [postInvite, { email: "x@example.org", role: "viewer" }],
      [postRole, { person: target.id, role: "owner" }],
      [postRemove, { person: target.id }],
    ] as const)
      expect(await browser.post(handler, form)).toBe("/organize/refused");
  }
  await expect(people(scopeOf("viewer"))).rejects.toThrow("organizers.manage");
  expect(await roleOf(target.id)).toBe("viewer");
});

test("A change of roles asks who he is again after ten minutes", async () => {
  const olivia = await anEnrolled("owner");
  const vera = await anOrganizer("viewer");
  await letSessionAge((await olivia.browser.scope()).sessionId, 11);
  for (const [handler, form] of [
    [postInvite, { email: "x@example.org", role: "viewer" }],
    [postRole, { person: vera.id, role: "owner" }],
    [postRemove, { person: vera.id }],
  ] as const)
    expect(await olivia.browser.post(handler, form)).toBe(
      "/organize/second-factor?next=%2Forganize%2Fpeople",
    );
  expect(await roleOf(vera.id)).toBe("viewer");
});

test("The last owner stays an owner", async () => {
  const olivia = await anEnrolled("owner");
  const person = olivia.id;
  expect(await olivia.browser.post(postRemove, { person })).toBe("/organize/people?problem=last_owner");
  expect(await olivia.browser.post(postRole, { person, role: "viewer" })).toBe(
    "/organize/people?problem=last_owner",
  );
  expect(await remove("console", person)).toEqual({ ok: false, reason: "last_owner" });
  expect(await olivia.browser.who()).toMatchObject({ role: "owner" });
  await expect(query(`UPDATE "Organizer" SET role = 'viewer' WHERE role = 'owner'`)).rejects.toMatchObject({
    constraint: "organizer_last_owner",
  });
  await expect(query(`UPDATE "Organizer" SET removed_at = now() WHERE id = $1`, [person])).rejects.toThrow();
  await expect(query(`DELETE FROM "Organizer" WHERE id = $1`, [person])).rejects.toThrow();
  expect(await roleOf(person)).toBe("owner");
});

test("An owner goes once another one has set up a second factor, not when one was merely invited", async () => {
  const olivia = await anEnrolled("owner");
  const otto = await anOrganizer("owner");
  expect(await remove("console", olivia.id)).toEqual({ ok: false, reason: "last_owner" });
  await support.setsUpApp(await comesByLink(otto));
  expect(await olivia.browser.post(postRole, { person: olivia.id, role: "viewer" })).toBe(
    "/organize/account?role",
  );
  expect(await roleOf(otto.id)).toBe("owner");
  expect(await olivia.browser.scope()).toMatchObject({ role: "viewer" });
});

test("Two owners who remove each other at the same moment: one stays", async () => {
  for (let round = 0; round < 5; round++) {
    const [anna, otto] = [await anEnrolled("owner"), await anEnrolled("owner")];
    const [byAnna, byOtto] = [await anna.browser.scope(), await otto.browser.scope()];
    const done = await Promise.all([
      remove(byAnna, otto.id),
      round % 2 ? changeRole(byOtto, anna.id, { role: "viewer", teamId: null }) : remove(byOtto, anna.id),
    ]);
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await people("console")).filter(({ role }) => role === "owner")).toHaveLength(1);
    await query(`ALTER TABLE "Organizer" DISABLE TRIGGER keep_an_owner`);
    await query(`UPDATE "Organizer" SET removed_at = now() WHERE removed_at IS NULL`);
    await query(`ALTER TABLE "Organizer" ENABLE TRIGGER keep_an_owner`);
  }
});

test("Who was removed and comes back starts anew", async () => {
  await anOrganizer("owner");
  const vera = await anEnrolled("viewer");
  await remove("console", vera.id);
  expect(await remove("console", vera.id)).toEqual({ ok: false, reason: "unknown" });
  const again = await invite("console", { email: vera.email, role: "moderator", teamId: null }, new Date());
  expect(again).toEqual({ ok: true, organizerId: vera.id });
  expect(await vera.browser.who()).toBeNull();
  expect(await ownFactors({ organizerId: vera.id })).toEqual({
    appSince: null,
    passkeys: [],
    recoveryLeft: 0,
  });
  expect(await roleOf(vera.id)).toBe("moderator");
});

test("Every deed is in the audit log, with who and from where, before and after", async () => {
  const olivia = await anEnrolled("owner");
  await olivia.browser.post(postInvite, { email: "vera@deeds.example", role: "viewer" });
  const vera = (await people("console")).find(({ email }) => email === "vera@deeds.example");
  const person = vera?.id ?? "";
  await olivia.browser.post(postRole, { person, role: "moderator" });
  await olivia.browser.post(postRole, { person, role: "moderator" });
  await olivia.browser.post(postRemove, { person });
  const events = await query(
    `SELECT action, organizer_id AS "by", before, after, ip_prefix AS "from" FROM "AuditEvent" WHERE subject = $1 ORDER BY id`,
    [`organizer:${person}`],
  );
  const by = { by: olivia.id, from: "203.0.113.0/24" };
  expect(events).toEqual([
    { ...by, action: "organizer.invite", before: null, after: { role: "viewer", teamId: null } },
    {
      ...by,
      action: "organizer.role",
      before: { role: "viewer", teamId: null },
      after: { role: "moderator", teamId: null },
    },
    { ...by, action: "organizer.remove", before: { role: "moderator", teamId: null }, after: null },
  ]);
  const own = await query<{ action: string }>(
    `SELECT action FROM "AuditEvent" WHERE subject = $1 ORDER BY at, id`,
    [`organizer:${olivia.id}`],
  );
  expect(own.map(({ action }) => action)).toEqual(["organizer.invite", "organizer.sign_in", "factor.add"]);
});
