/** What the words for whoever cannot see a logo may be long (characters). */
export const ALT_LIMIT = 250;
