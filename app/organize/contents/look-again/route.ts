export { postLookAgain as POST } from "#lib/organizers/contents/post-deeds.ts";
