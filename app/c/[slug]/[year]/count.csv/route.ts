import { mount } from "#lib/front/mount.ts";
import { getCountCsv } from "#lib/tallies/get-count.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getCountCsv);
