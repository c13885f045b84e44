export { postSignOut as POST } from "#lib/organizers/post-sign-in.ts";
