import { seeOther } from "#lib/http.ts";
import { isReason } from "#lib/pledges/reasons.ts";
import { isId } from "../bulk/conditions.ts";
import { readScopedForm } from "../desk-form.ts";
import type { Scope } from "../scope.ts";
import { accept, holdByHand, refuse, undo } from "./judge.ts";

type Form = Map<string, string>;
type Outcome = { done: string } | { problem: string };

/** POST /organize/held/accept: `pledge`, and where the queue goes on: `next`, `campaign`, `year`. */
export const postAccept = (request: Request): Promise<Response> =>
  judge(request, async (scope, id) => ((await accept(scope, id)) === "done" ? "accepted" : null));

/** POST /organize/held/refuse: the same with `reason`. */
export const postRefuse = (request: Request): Promise<Response> =>
  judge(request, async (scope, id, form) => {
    const reason = form.get("reason");
    if (!isReason(reason)) return null;
    return (await refuse(scope, id, reason)) === "done" ? "refused" : null;
  });

/** POST /organize/held/undo: `pledge`, `campaign`, `year`. Leads back to that pledge. */
export async function postUndo(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "pledges.change");
  if (!read.ok) return read.response;
  const id = read.form.get("pledge") ?? "";
  const outcome = isId(id) ? await undo(read.scope, id) : "gone";
  const said: Outcome = outcome === "done" ? { done: "undone" } : { problem: outcome };
  return seeOther(queueAt(read.form, outcome === "done" ? id : null, said));
}

/** POST /organize/held/hold: `pledge`. Holds it by hand and leads to it. */
export async function postHold(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "pledges.change");
  if (!read.ok) return read.response;
  const id = read.form.get("pledge") ?? "";
  const isHeld = isId(id) && (await holdByHand(read.scope, id)) === "done";
  return seeOther(queueAt(read.form, isId(id) ? id : null, isHeld ? { done: "held" } : { problem: "gone" }));
}

async function judge(
  request: Request,
  work: (scope: Scope, id: string, form: Form) => Promise<"accepted" | "refused" | null>,
): Promise<Response> {
  const read = await readScopedForm(request, "pledges.change");
  if (!read.ok) return read.response;
  const { form, scope } = read;
  const id = form.get("pledge") ?? "";
  const done = isId(id) ? await work(scope, id, form) : null;
  const next = form.get("next") ?? "";
  const said: Outcome & { last?: string } = done ? { done, last: id } : { problem: "gone" };
  return seeOther(queueAt(form, isId(next) ? next : null, said));
}

/** The queue at a pledge, with what is to be said there. */
function queueAt(form: Form, at: string | null, said: Outcome & { last?: string }): string {
  const [campaign, year] = [form.get("campaign"), form.get("year")];
  const kept = { ...(campaign && { campaign }), ...(year && { year }), ...(at && { at }), ...said };
  return `/organize/held?${new URLSearchParams(kept)}`;
}
