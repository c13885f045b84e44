export type Flow = {
  /** Mails that could leave now. */
  due: number;
  /** Seconds for which the oldest of them has been due; null when none is. */
  oldestDue: number | null;
  /** Mails that left, and within how many seconds: of the last minutes. */
  sent: number;
  within: number;
};
export type Delay =
  /** A mail that is written now leaves within a few seconds. */
  | { state: "at_once" }
  | { state: "about"; seconds: number }
  /** Mails are due and nothing has left for as long as was looked back. */
  | { state: "stuck"; seconds: number };

/** The deliverer looks every half second: what is due for less needs no word. */
const SOON = 5;
/** So long a restart may take. */
const PATIENCE = 60;

/** When a mail that is written now will leave, by the rate at which others have been leaving. */
export function delayOf({ due, oldestDue, sent, within }: Flow): Delay {
  if (due === 0 || oldestDue === null || oldestDue < SOON) return { state: "at_once" };
  if (sent === 0) return oldestDue < PATIENCE ? { state: "at_once" } : { state: "stuck", seconds: oldestDue };
  const seconds = Math.ceil((due * within) / sent);
  return seconds < SOON ? { state: "at_once" } : { state: "about", seconds };
}
