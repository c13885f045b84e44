export { postUpload as POST } from "#lib/organizers/imports/post-imports.ts";
