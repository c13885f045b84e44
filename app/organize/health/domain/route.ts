export { postDomain as POST } from "#lib/organizers/health/post-health.ts";
