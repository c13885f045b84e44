export { postDraft as POST } from "#lib/organizers/texts/post-texts.ts";
