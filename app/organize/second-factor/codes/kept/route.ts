export { postCodesKept as POST } from "#lib/organizers/post-factor.ts";
