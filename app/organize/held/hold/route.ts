export { postHold as POST } from "#lib/organizers/held/post-held.ts";
