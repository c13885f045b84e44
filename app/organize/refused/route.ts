import { refusedPage } from "#lib/organizers/refused.ts";

export const GET = refusedPage;
