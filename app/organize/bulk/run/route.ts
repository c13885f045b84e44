export { postRun as POST } from "#lib/organizers/bulk/post-bulk.ts";
