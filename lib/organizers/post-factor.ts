import { now as clock } from "#lib/clock.ts";
import { seeOther } from "#lib/http.ts";
import { landing, readFormOfOne, readScopedForm } from "./desk-form.ts";
import { enrolApp } from "./enrol.ts";
import { forget, recall, remember } from "./memories.ts";
import { insideDesk } from "./next-page.ts";
import { addressOf } from "./queries.ts";
import { askForLink } from "./session.ts";
import { hasFactor, type SignedIn, scopeOf, wasJustShown } from "./sessions.ts";
import { showCode } from "./show-factor.ts";
import { newAppSecret } from "./totp.ts";

const PAGE = "/organize/second-factor";
/** Whoever has a second factor shows it before he sets up another one; whoever has none, that he reads his mailbox. */
const STALE = `${PAGE}?next=/organize/account`;

/** POST /organize/second-factor/code: a code of his app, or a recovery code. */
export async function postCode(request: Request): Promise<Response> {
  const read = await readFormOfOne(request);
  if (!read.ok) return read.response;
  const { form, who } = read;
  const shown = await showCode(who, form.get("code") ?? "", clock());
  if (shown.ok) return seeOther(onwards(who, form.get("next")));
  if (shown.reason === "over") return seeOther("/organize/sign-in?over");
  const next = insideDesk(form.get("next"));
  const said = shown.reason === "paused" ? "paused" : `left=${shown.left}`;
  return seeOther(`${PAGE}?${said}${next ? `&next=${encodeURIComponent(next)}` : ""}`);
}

/** POST /organize/second-factor/app/start: a new secret, which the next page shows. Nothing is stored until its code was typed. */
export async function postAppStart(request: Request): Promise<Response> {
  const read = await readFormOfOne(request);
  if (!read.ok) return read.response;
  const { sessionId } = read.who;
  if (!(await wasJustShown(sessionId))) return seeOther(staleOf(read.who));
  return seeOther(`${PAGE}/app`, [remember("app", sessionId, { secret: newAppSecret() }, clock())]);
}

/** POST /organize/second-factor/app/confirm: the code that his app shows for the new secret. */
export async function postAppConfirm(request: Request): Promise<Response> {
  const read = await readFormOfOne(request);
  if (!read.ok) return read.response;
  const { form, who } = read;
  const now = clock();
  const pending = recall("app", who.sessionId, request.headers.get("cookie"), now);
  if (!pending) return seeOther(PAGE);
  const enrolled = await enrolApp(who, { secret: pending.secret, code: form.get("code") ?? "" }, now);
  if (!enrolled.ok) return seeOther(enrolled.reason === "code" ? `${PAGE}/app?wrong` : staleOf(who));
  return afterEnrolling(who, enrolled.codes, now);
}

/** POST /organize/second-factor/mail: who has no second factor shows who he is by a new link to his own mailbox. */
export async function postMailAgain(request: Request): Promise<Response> {
  const read = await readScopedForm(request, null);
  if (!read.ok) return read.response;
  if (hasFactor(read.who)) return seeOther(PAGE);
  await askForLink(request.headers, await addressOf(read.scope));
  return seeOther("/organize/sign-in?sent");
}

/** POST /organize/second-factor/codes/kept: he has noted his recovery codes, and nobody sees them again. */
export async function postCodesKept(request: Request): Promise<Response> {
  const read = await readFormOfOne(request);
  if (!read.ok) return read.response;
  return seeOther(onwards(read.who, null), [forget("codes")]);
}

/** An owner without a second factor is not in: he can only sign in once more. */
function staleOf(who: SignedIn): string {
  return hasFactor(who) || scopeOf(who) ? STALE : "/organize/sign-in";
}

/** Where enrolling leads: to the recovery codes where there are new ones. */
function afterEnrolling(who: SignedIn, codes: string[] | null, now: Date): Response {
  if (!codes) return seeOther("/organize/account?factor", [forget("app")]);
  return seeOther(`${PAGE}/codes`, [forget("app"), remember("codes", who.sessionId, { codes }, now)]);
}

/** Where he wanted to go, now that he has shown his second factor. */
function onwards(who: SignedIn, next: string | null | undefined): string {
  const scope = scopeOf({ ...who, hasShownFactor: true });
  return insideDesk(next) ?? (scope ? landing(scope) : PAGE);
}
