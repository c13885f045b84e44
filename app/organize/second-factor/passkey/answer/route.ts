export { postPasskeyAnswer as POST } from "#lib/organizers/post-passkey.ts";
