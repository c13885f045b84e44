export { postUpload as POST } from "#lib/organizers/look/post-upload.ts";
