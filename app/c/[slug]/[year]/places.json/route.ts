import { mount } from "#lib/front/mount.ts";
import { getPlaces } from "#lib/tallies/get-places.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getPlaces);
