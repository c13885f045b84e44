export { postBackup as POST } from "#lib/organizers/health/post-health.ts";
