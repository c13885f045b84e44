export { postLanguage as POST } from "#lib/organizers/post-account.ts";
