export { postVideo as POST } from "#lib/organizers/look/post-look.ts";
