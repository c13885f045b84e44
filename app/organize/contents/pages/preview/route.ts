export { postPreview as POST } from "#lib/organizers/contents/post-deeds.ts";
