/** How long a confirmation link lives: so long after closing, a signature may still be confirmed. */
const LINK_LIFE = 7 * 24 * 3600 * 1000;

/** Whether the figure of an edition can no longer change by confirmations. */
export function isFinal(edition: { closesAt: Date }, now: Date): boolean {
  return now.getTime() >= edition.closesAt.getTime() + LINK_LIFE;
}
