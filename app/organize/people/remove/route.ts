export { postRemove as POST } from "#lib/organizers/post-people.ts";
