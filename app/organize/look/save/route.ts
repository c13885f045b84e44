export { postLook as POST } from "#lib/organizers/look/post-look.ts";
