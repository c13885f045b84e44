export { postRecoveryCodes as POST } from "#lib/organizers/post-account.ts";
