import { loadSecrets } from "#lib/crypto.ts";
import { type Form, readOwnForm, seeOther } from "#lib/http.ts";
import { preferredLocale } from "#lib/words.ts";
import { type Action, may, type Scope } from "./scope.ts";
import { isFresh, signedIn } from "./session.ts";
import { type SignedIn, scopeOf } from "./sessions.ts";

type Answered = { ok: false; response: Response };

/** A form of the desk from our own page; else what to answer instead. */
export async function readDeskForm(request: Request): Promise<{ ok: true; form: Form } | Answered> {
  const read = await readOwnForm(request, preferredLocale(request.headers.get("accept-language")));
  if (read.ok) await loadSecrets();
  return read;
}

/** The same, of somebody who came by a link, whether he has shown his second factor or not. */
export async function readFormOfOne(
  request: Request,
): Promise<{ ok: true; form: Form; who: SignedIn } | Answered> {
  const read = await readDeskForm(request);
  if (!read.ok) return read;
  const who = await signedIn(request.headers);
  return who ? { ...read, who } : { ok: false, response: seeOther("/organize/sign-in") };
}

/**
 * The same, of somebody who is in and may do `action` (null: whatever his role). What is grave he may do only when he has just
 * shown who he is; else he is asked to, and comes back to `freshFor`.
 */
export async function readScopedForm(
  request: Request,
  action: Action | null,
  freshFor?: string,
): Promise<{ ok: true; form: Form; scope: Scope; who: SignedIn } | Answered> {
  const read = await readFormOfOne(request);
  if (!read.ok) return read;
  const scope = scopeOf(read.who);
  if (!scope) return { ok: false, response: seeOther("/organize/second-factor") };
  if (action && !may(scope, action)) return { ok: false, response: seeOther("/organize/refused") };
  if (freshFor && !(await isFresh(scope)))
    return { ok: false, response: seeOther(`/organize/second-factor?next=${encodeURIComponent(freshFor)}`) };
  return { ...read, scope };
}

/** Where he goes when nothing else was wanted: to the tracker, or to his account if his role does not see it. */
export function landing(scope: Scope): string {
  return may(scope, "tracker.read") ? "/organize" : "/organize/account";
}

/** An address of the desk to go on to; null for anything else, which somebody else may have written into the link. */
export function insideDesk(next: string | null | undefined): string | null {
  return next && /^\/organize(\/[a-z0-9-]+)*$/.test(next) ? next : null;
}
