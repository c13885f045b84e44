export { postRole as POST } from "#lib/organizers/post-people.ts";
