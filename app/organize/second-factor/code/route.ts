export { postCode as POST } from "#lib/organizers/post-factor.ts";
