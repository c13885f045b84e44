import { mount } from "#lib/front/mount.ts";
import { getCount } from "#lib/tallies/get-count.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getCount);
