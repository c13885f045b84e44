export { postRevoke as POST } from "#lib/organizers/post-account.ts";
