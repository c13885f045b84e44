export { postFact as POST } from "#lib/organizers/contents/post-edits.ts";
