export { postSignIn as POST } from "#lib/organizers/post-sign-in.ts";
