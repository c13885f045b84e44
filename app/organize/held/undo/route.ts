export { postUndo as POST } from "#lib/organizers/held/post-held.ts";
