export { postOpenEdition as POST } from "#lib/organizers/editions/post-editions.ts";
