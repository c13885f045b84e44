import { record } from "#lib/audit/record.ts";
import { changeGoal, type GoalRefusal } from "#lib/campaigns/change-goal.ts";
import { type EditionEdit, editEdition } from "#lib/campaigns/edit-edition.ts";
import type { EditionFields } from "#lib/campaigns/edition-rules.ts";
import { type NewEdition, openEdition } from "#lib/campaigns/open-edition.ts";
import { transaction } from "#lib/db.ts";
import type { Asking } from "../queries.ts";
import { demand } from "../scope.ts";
import { factsOf } from "./fields.ts";

/** Changes an edition, if nobody has since the revision that was seen, and writes it into the audit log: both or neither. */
export async function changeEdition(
  by: Asking,
  id: string,
  seen: number,
  wanted: Partial<EditionFields>,
  now: Date,
): Promise<EditionEdit> {
  demandOf(by);
  return transaction(async (client) => {
    const edit = await editEdition(client, id, seen, wanted, now);
    if (!edit.ok || edit.changed.length === 0) return edit;
    await record(client, {
      scope: actor(by),
      action: edit.changed.join() === "goal" ? "edition.goal" : "edition.change",
      subject: `edition:${id}`,
      before: factsOf(edit.before, edit.changed),
      after: factsOf({ ...edit.before, ...wanted }, edit.changed),
    });
    return edit;
  });
}

/** Gives an edition another goal, whatever else somebody has changed about it meanwhile. */
export async function setGoal(
  by: Asking,
  id: string,
  goal: number,
  now: Date,
): Promise<{ ok: true; from: number | null } | { ok: false; reason: GoalRefusal }> {
  demandOf(by);
  return transaction(async (client) => {
    const changed = await changeGoal(id, goal, now, client);
    if (changed.ok)
      await record(client, {
        scope: actor(by),
        action: "edition.goal",
        subject: `edition:${id}`,
        before: { goal: changed.from },
        after: { goal },
      });
    return changed;
  });
}

/** Opens a campaign's next edition (lib/campaigns/open-edition.ts). */
export async function openNextEdition(
  by: Asking,
  slug: string,
  wanted: NewEdition,
  now: Date,
): ReturnType<typeof openEdition> {
  demandOf(by);
  return transaction(async (client) => {
    const opened = await openEdition(slug, wanted, now, client);
    if (opened.ok)
      await record(client, {
        scope: actor(by),
        action: "edition.open",
        subject: `edition:${opened.id}`,
        after: { ...wanted },
      });
    return opened;
  });
}

function demandOf(by: Asking): void {
  if (by !== "console") demand(by, "editions.change");
}

function actor(by: Asking) {
  return by === "console" ? null : by;
}
