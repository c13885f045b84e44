export { postMailTest as POST } from "#lib/organizers/health/post-health.ts";
