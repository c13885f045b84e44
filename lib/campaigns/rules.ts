export type EditionState = "before" | "open" | "closed";

/** Whether an edition takes signatures at a time: from `opensAt` on, up to but not at `closesAt`. */
export function editionState(edition: { opensAt: Date; closesAt: Date }, now: Date): EditionState {
  if (now < edition.opensAt) return "before";
  return now < edition.closesAt ? "open" : "closed";
}

/**
 * The edition that a campaign's own page shows: the open one (of several the last to close), else the next to open, else
 * the last that closed. Among closed ones those that counted anybody go before those of which only figures were reported,
 * and one without a goal is none to show. Null where there is none.
 */
export function currentEdition<
  E extends { opensAt: Date; closesAt: Date; goal: number | null; isCounted: boolean },
>(editions: E[], now: Date): (E & { goal: number }) | null {
  const withGoal = editions.filter((edition): edition is E & { goal: number } => edition.goal !== null);
  const by = (state: EditionState) => withGoal.filter((edition) => editionState(edition, now) === state);
  const lastToClose = (a: E, b: E) => b.closesAt.getTime() - a.closesAt.getTime();
  const [open] = by("open").sort(lastToClose);
  const [next] = by("before").sort((a, b) => a.opensAt.getTime() - b.opensAt.getTime());
  const [last] = by("closed").sort((a, b) => Number(b.isCounted) - Number(a.isCounted) || lastToClose(a, b));
  return open ?? next ?? last ?? null;
}

/** How long a confirmation link lives: so long after closing, a signature may still be confirmed. */
const LINK_LIFE = 7 * 24 * 3600 * 1000;

/** The last moment at which a signature made in time may still be confirmed. */
export function confirmableUntil(edition: { closesAt: Date }): Date {
  return new Date(edition.closesAt.getTime() + LINK_LIFE);
}

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
