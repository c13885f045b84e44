import { mount } from "#lib/front/mount.ts";
import { getHistoryCsv } from "#lib/tallies/get-history.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getHistoryCsv);
