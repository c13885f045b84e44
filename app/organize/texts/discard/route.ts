export { postDiscard as POST } from "#lib/organizers/texts/post-texts.ts";
