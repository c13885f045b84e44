import { now } from "#lib/clock.ts";
import { type Form, seeOther } from "#lib/http.ts";
import { asPlaced, isPlace } from "#lib/places/rules.ts";
import { isReason } from "#lib/pledges/reasons.ts";
import { words } from "#lib/words.ts";
import { readScopedForm } from "../desk-form.ts";
import { remember } from "../memories.ts";
import type { Action, Scope } from "../scope.ts";
import { isFresh } from "../session.ts";
import { PLEDGES, pledgeAddress } from "./addresses.ts";
import { correctAddress, correctName, correctWhere } from "./correct.ts";
import { erase } from "./erase.ts";
import { hideName } from "./hide-name.ts";
import { invalidate, reinstate } from "./invalidate.ts";
import { resend } from "./resend.ts";

type Said = { done: string } | { problem: string };
type Deed = (scope: Scope, pledgeId: string, form: Form) => Promise<Said | Response>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** POST /organize/pledges/hide-name: `hide` is `on` or absent. */
export const postHideName = posted("pledges.change", async (scope, id, form) => {
  const hide = form.get("hide") === "on";
  const outcome = await hideName(scope, id, hide);
  return outcome === "done" ? { done: hide ? "hidden" : "shown" } : { problem: outcome };
});

/** POST /organize/pledges/name: the `name` as it should be. */
export const postName = posted("pledges.change", async (scope, id, form) => {
  const typed = form.get("name") ?? "";
  const corrected = await correctName(scope, id, typed);
  if (!corrected.ok) return again(scope, { pledge: id, field: "name", typed, code: corrected.code });
  return corrected.outcome === "corrected" ? { done: "named" } : { problem: corrected.outcome };
});

/** POST /organize/pledges/email: the `email` as it should be. */
export const postEmail = posted("pledges.change", async (scope, id, form) => {
  const typed = form.get("email") ?? "";
  const corrected = await correctAddress(scope, id, typed, now());
  if (!corrected.ok) return again(scope, { pledge: id, field: "email", typed, code: corrected.code });
  return corrected.outcome === "mailed" ? { done: "readdressed" } : { problem: corrected.outcome };
});

/** POST /organize/pledges/where: `country`, `region`, `county`, `stance`, `team` (an id, or empty). */
export const postWhere = posted("pledges.change", async (scope, id, form) => {
  const place = asPlaced(form.get("country") ?? "", form.get("region") ?? "", form.get("county") ?? "");
  if (!isPlace(place)) return { problem: "place" };
  const stance = form.get("stance") === "supporter" ? "supporter" : "man";
  const team = form.get("team") ?? "";
  const teamId = UUID.test(team) ? team : null;
  const outcome = await correctWhere(scope, id, { place, stance, teamId }, now());
  return outcome === "reclassified" ? { done: "moved" } : { problem: outcome };
});

/** POST /organize/pledges/resend. */
export const postResend = posted("pledges.change", async (scope, id) => {
  const outcome = await resend(scope, id, now());
  return outcome === "mailed" ? { done: outcome } : { problem: outcome };
});

/** POST /organize/pledges/invalidate: `reason` is one of `REASONS`. */
export const postInvalidate = posted("pledges.change", async (scope, id, form) => {
  const reason = form.get("reason");
  if (!isReason(reason)) return { problem: "reason" };
  const outcome = await invalidate(scope, id, { reason, now: now() });
  return outcome === "invalidated" ? { done: outcome } : { problem: outcome };
});

/** POST /organize/pledges/reinstate. */
export const postReinstate = posted("pledges.change", async (scope, id) => {
  const outcome = await reinstate(scope, id, now());
  return outcome === "reinstated" ? { done: outcome } : { problem: outcome };
});

/** POST /organize/pledges/erase: `word` as it stands beside the field, by somebody who has just shown who he is. */
export const postErase = posted("pledges.erase", async (scope, id, form) => {
  if (!(await isFresh(scope)))
    return seeOther(`/organize/second-factor?next=${encodeURIComponent(pledgeAddress(id))}`);
  if (form.get("word")?.trim() !== words(scope.lang, "pledges")("erase.word")) return { problem: "word" };
  const outcome = await erase(scope, id, now());
  return outcome === "erased" ? { done: outcome } : { problem: "unchanged" };
});

/** A handler of a form about one `pledge`, which leads back to its page and says there what came of it. */
function posted(action: Action, deed: Deed): (request: Request) => Promise<Response> {
  return async (request) => {
    const read = await readScopedForm(request, action);
    if (!read.ok) return read.response;
    const id = read.form.get("pledge") ?? "";
    if (!UUID.test(id)) return seeOther(PLEDGES);
    const said = await deed(read.scope, id, read.form);
    return said instanceof Response ? said : seeOther(`${pledgeAddress(id)}?${new URLSearchParams(said)}`);
  };
}

/** Back to the page with what was typed, sealed in the browser: it is somebody's name or address. */
function again(scope: Scope, memory: Parameters<typeof remember<"pledge">>[2]): Response {
  const cookie = remember("pledge", scope.sessionId, memory, now());
  return seeOther(`${pledgeAddress(memory.pledge)}?wrong=${memory.field}#${memory.field}`, [cookie]);
}
