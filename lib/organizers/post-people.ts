import { now as clock } from "#lib/clock.ts";
import { seeOther } from "#lib/http.ts";
import { changeRole } from "./change-role.ts";
import { readScopedForm } from "./desk-form.ts";
import { invite } from "./invite.ts";
import { remove } from "./remove.ts";
import { readPersonId, readPlace } from "./schema.ts";
import { may } from "./scope.ts";

const PAGE = "/organize/people";

/** POST /organize/people/invite: `email`, `role`, for a captain `team`. */
export async function postInvite(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "organizers.manage", PAGE);
  if (!read.ok) return read.response;
  const { form, scope } = read;
  const place = readPlace(form);
  if (!place) return seeOther(`${PAGE}?problem=role`);
  const invited = await invite(scope, { email: form.get("email") ?? "", ...place }, clock());
  return seeOther(invited.ok ? `${PAGE}?done=invited` : `${PAGE}?problem=${invited.reason}`);
}

/** POST /organize/people/role: `person`, `role`, for a captain `team`. */
export async function postRole(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "organizers.manage", PAGE);
  if (!read.ok) return read.response;
  const [person, place] = [readPersonId(read.form), readPlace(read.form)];
  if (!person || !place) return seeOther(`${PAGE}?problem=role`);
  const changed = await changeRole(read.scope, person, place);
  // Whoever handed over may not come back to this page: his own says what he is now.
  if (changed.ok && person === read.scope.organizerId && !may(place, "organizers.manage"))
    return seeOther("/organize/account?role");
  return seeOther(changed.ok ? `${PAGE}?done=changed` : `${PAGE}?problem=${changed.reason}`);
}

/** POST /organize/people/remove: `person`. */
export async function postRemove(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "organizers.manage", PAGE);
  if (!read.ok) return read.response;
  const person = readPersonId(read.form);
  const removed = person ? await remove(read.scope, person) : { ok: false as const, reason: "unknown" };
  if (removed.ok && person === read.scope.organizerId) return seeOther("/organize/sign-in?out");
  return seeOther(removed.ok ? `${PAGE}?done=removed` : `${PAGE}?problem=${removed.reason}`);
}
