import { mount } from "#lib/front/mount.ts";
import { getHistory } from "#lib/tallies/get-history.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getHistory);
