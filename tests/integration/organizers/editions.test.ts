import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { localTime } = await import("#lib/campaigns/moments.ts");
const { postEdition, postOpenEdition } = await import("#lib/organizers/editions/post-editions.ts");
const { newYearChecklist } = await import("#lib/organizers/editions/checklist.ts");
const { changeEdition } = await import("#lib/organizers/editions/change-edition.ts");
const { Refused } = await import("#lib/organizers/scope.ts");
const { anEnrolled } = await import("../../support/organizers.ts");
const { scopeOf } = await import("../../support/scopes.ts");

type Somebody = Awaited<ReturnType<typeof anEnrolled>>;
const ZONE = "America/Chicago";
let edition: { id: string; year: number };
let olivia: Somebody;
let ann: Somebody;

beforeAll(async () => {
  await loadSecrets();
  edition = await createCampaign();
  [olivia, ann] = [await anEnrolled("owner"), await anEnrolled("organizer")];
});

async function row() {
  const [found] = await query<{
    goal: number;
    revision: number;
    stretch: number[];
    closesAt: Date;
    shownFrom: number;
  }>(
    `SELECT goal, revision, stretch_goals AS stretch, closes_at AS "closesAt", shown_from AS "shownFrom" FROM "Edition" WHERE id = $1`,
    [edition.id],
  );
  if (!found) throw new Error("no edition");
  return found;
}
const events = (action: string) =>
  query<{ organizerId: string; before: object; after: object }>(
    `SELECT organizer_id AS "organizerId", before, after FROM "AuditEvent" WHERE action = $1 ORDER BY at, id`,
    [action],
  );
const asScript = { accept: "application/json" };
const change = (who: Somebody, fields: Record<string, string>, more: Record<string, string> = {}) =>
  who.browser.submit(postEdition, { edition: edition.id, ...fields }, more);

describe("editing an edition", () => {
  it("saves it, keeps the goal before, and says in the audit log who did it", async () => {
    const { revision } = await row();
    const answer = await change(olivia, { revision: String(revision), goal: "80,000", stretch_1: "100 000" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(
      `/organize/editions/${edition.year}?campaign=sample&done=saved`,
    );
    expect(await row()).toMatchObject({ goal: 80_000, stretch: [100_000], revision: revision + 1 });
    expect(
      await query(`SELECT goal FROM "GoalChange" WHERE edition_id = $1 ORDER BY at`, [edition.id]),
    ).toEqual([{ goal: 75_000 }, { goal: 80_000 }]);
    expect(await events("edition.change")).toEqual([
      {
        organizerId: olivia.id,
        before: { goal: 75_000, stretchGoals: [] },
        after: { goal: 80_000, stretchGoals: [100_000] },
      },
    ]);
  });

  it("writes nothing where nothing changes", async () => {
    const before = await row();
    const { closesAt } = before;
    const fields = { revision: String(before.revision), goal: "80000", closes: localTime(closesAt, ZONE) };
    expect((await change(olivia, fields)).headers.get("location")).toContain("done=same");
    expect(await row()).toEqual(before);
    expect(await events("edition.change")).toHaveLength(1);
  });

  it("lets one of two who save at once through, and shows the other both versions", async () => {
    const { revision } = await row();
    const mine = { revision: String(revision), shown_from: "20", household_limit: "3" };
    const theirs = { revision: String(revision), shown_from: "30", household_limit: "2" };
    const answers = await Promise.all([change(olivia, mine), change(ann, theirs)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const second = answers[0]?.status === 409 ? { who: olivia, sent: mine } : { who: ann, sent: theirs };
    const first = second.who === olivia ? { who: ann, sent: theirs } : { who: olivia, sent: mine };
    expect(await row()).toMatchObject({ shownFrom: Number(first.sent.shown_from), revision: revision + 1 });
    const page = (await answers.find(({ status }) => status === 409)?.text()) ?? "";
    expect(page).toContain(first.who.email);
    expect(page).toContain(`value="${second.sent.shown_from}"`);
    expect(page).toContain(`>${first.sent.shown_from}</div>`);

    // Whoever was second may save over it, as long as nobody was there again.
    const [, now = ""] = /name="revision" value="(\d+)"/.exec(page) ?? [];
    expect(Number(now)).toBe(revision + 1);
    expect((await change(second.who, { ...second.sent, revision: now })).status).toBe(303);
    expect(await row()).toMatchObject({ shownFrom: Number(second.sent.shown_from), revision: revision + 2 });
    expect((await change(first.who, { ...first.sent, revision: now })).status).toBe(409);
  });

  it("tells the form's script the same as JSON, difference by difference", async () => {
    const { revision, goal } = await row();
    const fields = { goal: "85000", shown_from: "20", revision: String(revision - 1) };
    const answer = await change(olivia, fields, asScript);
    expect(answer.status).toBe(409);
    const told = (await answer.json()) as { revision: string; rows: { name: string }[] };
    expect(told.revision).toBe(String(revision));
    expect(told.rows.find(({ name }) => name === "goal")).toMatchObject({
      mine: "85000",
      theirs: String(goal),
      value: String(goal),
    });
    const saved = await change(olivia, { ...fields, revision: told.revision }, asScript);
    expect(await saved.json()).toEqual({ to: expect.stringContaining("done=saved") });
  });

  it("loses nothing that was typed where something is wrong, and changes nothing", async () => {
    const before = await row();
    const fields = { revision: String(before.revision), goal: "<b>many</b>", shown_from: "40" };
    const answer = await change(olivia, fields);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('value="&#60;b&#62;many&#60;/b&#62;"');
    expect(page).toContain('aria-describedby="goal-error" aria-invalid="true"');
    expect(page).toContain('name="shown_from" value="40"');
    expect(page).toContain(`name="edition" value="${edition.id}"`);
    expect(page).not.toContain("<b>many");
    expect(await row()).toEqual(before);
    const told = await (await change(olivia, fields, asScript)).json();
    expect(told).toEqual({ problems: [{ field: "goal", text: expect.stringContaining("whole number") }] });
  });

  it.each([
    ["closes", "2020-01-01T00:00", "closing"],
    ["time_zone", "America/Denver", "begun"],
    ["stretch_1", "5", "stretch goal"],
  ])("refuses %s %s", async (name, value, sentence) => {
    const { revision } = await row();
    const answer = await change(olivia, { revision: String(revision), [name]: value }, asScript);
    expect(answer.status).toBe(422);
    expect(JSON.stringify(await answer.json())).toContain(sentence);
  });

  it("is not for a moderator, by form or by call", async () => {
    const moderator = await anEnrolled("moderator");
    const before = await row();
    const answer = await change(moderator, { revision: String(before.revision), goal: "9" });
    expect(answer.headers.get("location")).toBe("/organize/refused");
    const call = changeEdition(scopeOf("moderator"), edition.id, before.revision, { goal: 9 }, new Date());
    await expect(call).rejects.toThrow(Refused);
    expect(await row()).toEqual(before);
  });
});

describe("the next year", () => {
  const year = () => edition.year + 1;
  const wanted = () => ({
    campaign: "sample",
    revision: "0",
    year: String(year()),
    goal: "90,000",
    opens: `${year()}-11-22T08:00`,
    closes: `${year()}-12-31T23:59`,
    time_zone: ZONE,
  });

  it("is opened by one form, carries the text over, and stands in the audit log", async () => {
    expect(await checks()).toMatchObject({ dates: "todo", text: "done", backup: "todo", owners: "todo" });
    const answer = await olivia.browser.submit(postOpenEdition, wanted());
    expect(answer.headers.get("location")).toBe(`/organize/editions/${year()}?campaign=sample&done=opened`);
    const [opened] = await query(
      `SELECT goal, opens_at AS "opensAt", text_version AS text FROM "Edition" WHERE year = $1`,
      [year()],
    );
    expect(opened).toEqual({ goal: 90_000, opensAt: new Date(`${year()}-11-22T14:00:00Z`), text: 1 });
    expect(await events("edition.open")).toMatchObject([{ organizerId: olivia.id, after: { year: year() } }]);
    expect(await checks()).toMatchObject({ dates: "done" });
  });

  it("is not opened twice, nor at a time that does not exist", async () => {
    const again = await olivia.browser.submit(postOpenEdition, wanted(), asScript);
    expect(await again.json()).toMatchObject({ problems: [{ field: "year" }] });
    const late = { ...wanted(), year: "2031", opens: "2031-03-09T02:30", closes: "2031-12-31T23:59" };
    const gap = await olivia.browser.submit(postOpenEdition, late, asScript);
    expect(await gap.json()).toMatchObject({ problems: [{ field: "opens" }] });
  });

  async function checks() {
    const list = await newYearChecklist(scopeOf("owner"), "sample");
    return Object.fromEntries(list.map(({ name, state }) => [name, state]));
  }
});
