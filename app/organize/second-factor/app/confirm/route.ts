export { postAppConfirm as POST } from "#lib/organizers/post-factor.ts";
