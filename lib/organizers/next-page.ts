import { cookie, readCookie } from "#lib/http.ts";
import { LINK_LIFE } from "./limits.ts";

/**
 * The header in which the front tells a page of the desk its own address, path and query. Where it is missing (plain `next
 * start`) nobody is led back; one who writes it himself leads only himself.
 */
export const PAGE_HEADER = "x-desk-page";

const COOKIE = "cs_desk_next";
/** Longer ones are forgotten: they would make the next address too long for some server on the way. */
const LONGEST = 500;
/** Within the desk, and none of the pages before it: those lead on by themselves, and a link may hold somebody's token. */
const PAGE =
  /^\/organize(?!\/(?:sign-in|sign-out|link|second-factor|refused)(?:[/?]|$))(?:\/[A-Za-z0-9-]+)*(?:\?[\w.~%+&=:@,*!-]*)?$/;

/** An address of the desk to go on to; null for anything else, which somebody else may have written into the link. */
export function insideDesk(next: string | null | undefined): string | null {
  return next && next.length <= LONGEST && PAGE.test(next) ? next : null;
}

/** The address of a page before the desk that leads on to `next`. The tracker is where one is led anyway. */
export function leadingTo(door: string, next: string | null): string {
  return next && next !== "/organize" ? `${door}?next=${encodeURIComponent(next)}` : door;
}

/** The cookie that keeps where somebody wanted to go until he comes back by the link in his mail; one that is over without. */
export function rememberNext(next: string | null): string {
  return next ? cookie(COOKIE, encodeURIComponent(next), LINK_LIFE) : cookie(COOKIE, "", 0);
}

/** Where this browser wanted to go; `isKept` says whether there is a cookie to take away. */
export function rememberedNext(cookieHeader: string | null): { next: string | null; isKept: boolean } {
  const kept = readCookie(cookieHeader, COOKIE);
  return { next: insideDesk(decoded(kept)), isKept: Boolean(kept) };
}

function decoded(text: string | undefined): string | null {
  try {
    return text ? decodeURIComponent(text) : null;
  } catch {
    return null;
  }
}
