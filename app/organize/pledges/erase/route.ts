export { postErase as POST } from "#lib/organizers/pledges/post-pledge.ts";
