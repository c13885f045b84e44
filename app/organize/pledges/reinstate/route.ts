export { postReinstate as POST } from "#lib/organizers/pledges/post-pledge.ts";
