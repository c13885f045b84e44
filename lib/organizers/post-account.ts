import { now as clock } from "#lib/clock.ts";
import { seeOther } from "#lib/http.ts";
import { isLocale } from "#lib/words.ts";
import { removeFactor, renewRecoveryCodes } from "./change-factors.ts";
import { changeLanguage } from "./change-language.ts";
import { readScopedForm } from "./desk-form.ts";
import { remember } from "./memories.ts";
import { revokeSession } from "./revoke-session.ts";

const PAGE = "/organize/account";

/** POST /organize/account/revoke: ends one of one's own sessions (`session`), or all the `others`. */
export async function postRevoke(request: Request): Promise<Response> {
  const read = await readScopedForm(request, null);
  if (!read.ok) return read.response;
  await revokeSession(read.scope, read.form.get("session") ?? "");
  return seeOther(`${PAGE}?revoked`);
}

/** POST /organize/account/language. */
export async function postLanguage(request: Request): Promise<Response> {
  const read = await readScopedForm(request, null);
  if (!read.ok) return read.response;
  const lang = read.form.get("lang");
  if (isLocale(lang)) await changeLanguage(read.scope, lang);
  return seeOther(PAGE);
}

/** POST /organize/account/remove-factor: `factor` is `app` or a passkey's id. */
export async function postRemoveFactor(request: Request): Promise<Response> {
  const read = await readScopedForm(request, null, PAGE);
  if (!read.ok) return read.response;
  const factor = read.form.get("factor") ?? "";
  const removed = await removeFactor(read.scope, factor === "app" ? factor : { passkey: factor });
  return seeOther(removed.ok || removed.reason === "unknown" ? PAGE : `${PAGE}?problem=last_factor`);
}

/** POST /organize/account/recovery-codes: ten new ones. */
export async function postRecoveryCodes(request: Request): Promise<Response> {
  const read = await readScopedForm(request, null, PAGE);
  if (!read.ok) return read.response;
  const now = clock();
  const codes = await renewRecoveryCodes(read.scope, now);
  return seeOther("/organize/second-factor/codes", [remember("codes", read.scope.sessionId, { codes }, now)]);
}
