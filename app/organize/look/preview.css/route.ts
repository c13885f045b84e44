export const dynamic = "force-dynamic";

export { getPreviewCss as GET } from "#lib/organizers/look/preview.ts";
