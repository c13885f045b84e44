export { postEdition as POST } from "#lib/organizers/editions/post-editions.ts";
