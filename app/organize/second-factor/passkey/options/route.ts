export { postPasskeyOptions as POST } from "#lib/organizers/post-passkey.ts";
