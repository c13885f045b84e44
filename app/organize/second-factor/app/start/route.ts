export { postAppStart as POST } from "#lib/organizers/post-factor.ts";
