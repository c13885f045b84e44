export { postSearch as POST } from "#lib/organizers/pledges/post-search.ts";
