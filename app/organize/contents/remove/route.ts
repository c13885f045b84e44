export { postRemoveContent as POST } from "#lib/organizers/contents/post-deeds.ts";
