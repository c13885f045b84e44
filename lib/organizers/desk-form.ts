import { loadSecrets } from "#lib/crypto.ts";
import { type Form, readOwnForm, seeOther } from "#lib/http.ts";
import { preferredLocale } from "#lib/words.ts";
import { leadingTo } from "./next-page.ts";
import { type Action, may, type Scope } from "./scope.ts";
import { isFresh, signedIn } from "./session.ts";
import { type SignedIn, scopeOf } from "./sessions.ts";

type Answered = { ok: false; response: Response };

/** A form of the desk from our own page; else what to answer instead. `limit` (bytes) where it is longer than forms are. */
export async function readDeskForm(
  request: Request,
  limit?: number,
): Promise<{ ok: true; form: Form } | Answered> {
  const read = await readOwnForm(request, preferredLocale(request.headers.get("accept-language")), limit);
  if (read.ok) await loadSecrets();
  return read;
}

/**
 * The same, of somebody who came by a link, whether he has shown his second factor or not. Whose session is over is led to `page`
 * once he has signed in again; what he sent is lost.
 */
export async function readFormOfOne(
  request: Request,
  page: string | null = null,
  limit?: number,
): Promise<{ ok: true; form: Form; who: SignedIn } | Answered> {
  const read = await readDeskForm(request, limit);
  if (!read.ok) return read;
  const who = await signedIn(request.headers);
  return who ? { ...read, who } : { ok: false, response: seeOther(leadingTo("/organize/sign-in", page)) };
}

/**
 * The same, of somebody who is in and may do `action` (null: whatever his role). What is grave he may do only when he has just
 * shown who he is; else he is asked to, and comes back to `freshFor`.
 */
export async function readScopedForm(
  request: Request,
  action: Action | null,
  freshFor?: string,
  limit?: number,
): Promise<{ ok: true; form: Form; scope: Scope; who: SignedIn } | Answered> {
  const read = await readFormOfOne(request, freshFor, limit);
  if (!read.ok) return read;
  const scope = scopeOf(read.who);
  if (!scope) return { ok: false, response: seeOther("/organize/second-factor") };
  if (action && !may(scope, action)) return { ok: false, response: seeOther("/organize/refused") };
  if (freshFor && !(await isFresh(scope)))
    return { ok: false, response: seeOther(leadingTo("/organize/second-factor", freshFor)) };
  return { ...read, scope };
}

/** Where he goes when nothing else was wanted: to the tracker, or as a captain to his team. */
export function landing(scope: Scope): string {
  if (may(scope, "tracker.read")) return "/organize";
  return may(scope, "team.read") ? "/organize/team" : "/organize/account";
}
