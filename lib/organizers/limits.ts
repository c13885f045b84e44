/** How long things last on the desk, in seconds; the SQL beside this file takes them as arguments. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The link of a sign-in mail. */
export const LINK_LIFE = 15 * MINUTE;
/** The link that `npm start` prints. */
export const FIRST_LINK_LIFE = HOUR;
/** A session ends with the first of both: without a request for so long, and whatever happens after so long. */
export const IDLE_LIMIT = 2 * HOUR;
export const SESSION_LIFE = 14 * DAY;
/** For so long after showing who one is, what is grave may be done. */
export const FRESH_FOR = 10 * MINUTE;
/** Wrong codes of the second factor, after which the session is over. */
export const TRIES = 5;
/** Wrong codes of an app in a day, in all sessions of somebody together; then only recovery codes and passkeys count. */
export const TRIES_A_DAY = 20;
/** Whoever begins to set up his first second factor while he has just shown who he is, may take so long about it. */
export const ENROL_WITHIN = FRESH_FOR + 15 * MINUTE;
