export { postMailAgain as POST } from "#lib/organizers/post-factor.ts";
