export type EditionState = "before" | "open" | "closed";

/** Whether an edition takes signatures at a time: from `opensAt` on, up to but not at `closesAt`. */
export function editionState(edition: { opensAt: Date; closesAt: Date }, now: Date): EditionState {
  if (now < edition.opensAt) return "before";
  return now < edition.closesAt ? "open" : "closed";
}

/** How long a confirmation link lives: so long after closing, a signature may still be confirmed. */
const LINK_LIFE = 7 * 24 * 3600 * 1000;

/** Whether the figure of an edition can no longer change by confirmations (lib/pledges/confirm.sql holds the same). */
export function isFinal(edition: { closesAt: Date }, now: Date): boolean {
  return now.getTime() > edition.closesAt.getTime() + LINK_LIFE;
}

/** How long after its replacement a pledge text may still be signed: pages with it are still open on people's phones. */
const TEXT_GRACE = 24 * 3600 * 1000;

/**
 * The text version that a signature counts for; null when the text on his screen is too old and the form must be shown
 * again. `posted` is the form's hidden field; missing means the text in force.
 */
export function signedVersion(
  posted: number | null,
  inForce: number,
  replaced: Map<number, Date | null>,
  now: Date,
): number | null {
  if (posted === null || posted === inForce) return inForce;
  const replacedAt = replaced.get(posted);
  return replacedAt && now.getTime() - replacedAt.getTime() < TEXT_GRACE ? posted : null;
}
