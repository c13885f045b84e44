export { postExport as POST } from "#lib/organizers/exports/post-exports.ts";
