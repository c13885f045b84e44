import { seeOther } from "#lib/http.ts";
import { readMailbox } from "./addresses.ts";
import { landing, readDeskForm } from "./desk-form.ts";
import { askForLink, enterByLink, signedIn, signOut } from "./session.ts";
import { hasFactor, scopeOf } from "./sessions.ts";

/** POST /organize/sign-in/send: the same answer for every address, and a link by mail where it is an organizer's. */
export async function postSignIn(request: Request): Promise<Response> {
  const read = await readDeskForm(request);
  if (!read.ok) return read.response;
  const email = read.form.get("email") ?? "";
  if (!readMailbox(email)) return seeOther("/organize/sign-in?problem=address");
  await askForLink(request.headers, email);
  return seeOther("/organize/sign-in?sent");
}

/** POST /organize/link/confirm, the button behind a link: the session, and on to the second factor or the desk. */
export async function postLink(request: Request): Promise<Response> {
  const read = await readDeskForm(request);
  if (!read.ok) return read.response;
  const session = await enterByLink(request.headers, read.form.get("token") ?? "");
  if (!session) return seeOther("/organize/link");
  const who = await signedIn(new Headers({ cookie: session.split(";")[0] ?? "" }));
  const scope = scopeOf(who);
  // Who has a second factor, or must have one, goes there first; everybody else finds it in his account.
  const isAsked = !scope || (who !== null && hasFactor(who));
  return seeOther(isAsked ? "/organize/second-factor" : landing(scope), [session]);
}

/** POST /organize/sign-out. */
export async function postSignOut(request: Request): Promise<Response> {
  const read = await readDeskForm(request);
  if (!read.ok) return read.response;
  const cleared = await signOut(request.headers);
  return seeOther("/organize/sign-in?out", cleared ? [cleared] : []);
}
