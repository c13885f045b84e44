export { postRemoveFactor as POST } from "#lib/organizers/post-account.ts";
