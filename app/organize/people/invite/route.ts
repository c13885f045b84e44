export { postInvite as POST } from "#lib/organizers/post-people.ts";
