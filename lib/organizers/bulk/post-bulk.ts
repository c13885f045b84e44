import { seeOther } from "#lib/http.ts";
import { CONDITION_FIELDS, type ReadCondition, readCondition } from "#lib/pledges/bulk/condition.ts";
import { isReason } from "#lib/pledges/reasons.ts";
import { deskEdition } from "../desk-edition.ts";
import { readScopedForm } from "../desk-form.ts";
import type { Scope } from "../scope.ts";
import { isFresh } from "../session.ts";
import { isId, removeCondition, saveCondition, savedCondition } from "./conditions.ts";
import { startRun } from "./start-run.ts";
import { undoRun } from "./undo-run.ts";

type Form = Map<string, string>;

/** POST /organize/bulk/save: the fields of a condition, `name`, `campaign`, `year`. Keeps it and leads to its page. */
export async function postSave(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "pledges.bulk");
  if (!read.ok) return read.response;
  const id = await keep(read.scope, read.form);
  return seeOther(id ? `/organize/bulk/${id}` : newPage(read.form));
}

/**
 * POST /organize/bulk/run with `reason` and either the `condition`'s id or the fields of a new one, which is kept first. Whoever
 * has to show his second factor comes back to the same condition.
 */
export async function postRun(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "pledges.bulk");
  if (!read.ok) return read.response;
  const { form, scope } = read;
  const condition = form.get("condition") ?? "";
  const reason = form.get("reason");
  const base = isId(condition) ? `/organize/bulk/${condition}` : newPage(form);
  const page = isReason(reason) ? withParameter(base, "reason", reason) : base;
  if (!isReason(reason)) return seeOther(withParameter(page, "problem", "reason"));
  if (!(await isFresh(scope))) return seeOther(`/organize/second-factor?next=${encodeURIComponent(page)}`);
  const conditionId = isId(condition) ? condition : await keep(scope, form);
  const runId = conditionId && (await startRun(scope, { conditionId, reason }));
  return seeOther(runId ? `/organize/bulk/runs/${runId}` : page);
}

/** POST /organize/bulk/undo: `run`. */
export async function postUndo(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "pledges.bulk");
  if (!read.ok) return read.response;
  const run = read.form.get("run") ?? "";
  if (!isId(run)) return seeOther("/organize/bulk");
  const page = `/organize/bulk/runs/${run}`;
  if (!(await isFresh(read.scope)))
    return seeOther(`/organize/second-factor?next=${encodeURIComponent(page)}`);
  const asked = await undoRun(read.scope, run);
  return seeOther(asked.ok ? page : `${page}?problem=${asked.reason}`);
}

/** POST /organize/bulk/remove: `condition`. */
export async function postRemove(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "pledges.bulk");
  if (!read.ok) return read.response;
  const id = read.form.get("condition") ?? "";
  const saved = await savedCondition(read.scope, id);
  await removeCondition(read.scope, id);
  return seeOther(saved ? "/organize/bulk?done=removed" : "/organize/bulk");
}

/** Keeps the condition of a form; null where it is none. */
async function keep(scope: Scope, form: Form): Promise<string | null> {
  const found = await deskEdition(scope, "pledges.bulk", {
    campaign: form.get("campaign"),
    year: form.get("year"),
  });
  const read: ReadCondition | null = found && readCondition((name) => form.get(name), found.edition.timeZone);
  if (!found || !read?.ok) return null;
  const { condition } = read;
  return saveCondition(scope, { editionId: found.edition.id, name: form.get("name") ?? "", condition });
}

/** The page on which a condition is put together, with everything that was typed. */
function newPage(form: Form): string {
  const kept = ["campaign", "year", "name", ...CONDITION_FIELDS].flatMap((name) => {
    const value = form.get(name);
    // Of a mailbox the domain is meant, and what stands before it belongs into no address of ours.
    const shown = name === "domain" ? value?.slice(value.lastIndexOf("@") + 1) : value;
    return shown ? [[name, shown.replaceAll(/[^\s<>"]+@/g, "@")]] : [];
  });
  return `/organize/bulk/new?${new URLSearchParams(kept)}`;
}

function withParameter(page: string, name: string, value: string): string {
  return `${page}${page.includes("?") ? "&" : "?"}${name}=${value}`;
}
