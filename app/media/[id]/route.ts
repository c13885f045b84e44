import { getMedia } from "#lib/campaigns/get-media.ts";
import { mount } from "#lib/front/mount.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getMedia);
