import { now as clock } from "#lib/clock.ts";
import { seeOther } from "#lib/http.ts";
import { readMailbox } from "./addresses.ts";
import { mayAsk } from "./ask-limit.ts";
import { landing, readDeskForm } from "./desk-form.ts";
import { insideDesk, leadingTo, rememberedNext, rememberNext } from "./next-page.ts";
import { askForLink, enterByLink, signedIn, signOut } from "./session.ts";
import { hasFactor, scopeOf } from "./sessions.ts";

/**
 * POST /organize/sign-in/send: the same answer for every address, and a link by mail where it is an organizer's. `next`, the page
 * that was wanted, waits in this browser until he comes back by the link.
 */
export async function postSignIn(request: Request): Promise<Response> {
  const read = await readDeskForm(request);
  if (!read.ok) return read.response;
  const email = read.form.get("email") ?? "";
  const next = insideDesk(read.form.get("next"));
  if (!readMailbox(email)) {
    const page = leadingTo("/organize/sign-in", next);
    return seeOther(`${page}${page.includes("?") ? "&" : "?"}problem=address`);
  }
  const { isKept } = rememberedNext(request.headers.get("cookie"));
  if (mayAsk(request.headers.get("x-visitor-address"), clock())) await askForLink(request.headers, email);
  return seeOther("/organize/sign-in?sent", next || isKept ? [rememberNext(next)] : []);
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
  const { next, isKept } = rememberedNext(request.headers.get("cookie"));
  return seeOther(isAsked ? leadingTo("/organize/second-factor", next) : (next ?? landing(scope)), [
    session,
    ...(isKept ? [rememberNext(null)] : []),
  ]);
}

/** POST /organize/sign-out. */
export async function postSignOut(request: Request): Promise<Response> {
  const read = await readDeskForm(request);
  if (!read.ok) return read.response;
  const cleared = await signOut(request.headers);
  return seeOther("/organize/sign-in?out", cleared ? [cleared] : []);
}
