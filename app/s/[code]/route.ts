import { mount } from "#lib/front/mount.ts";
import { getShare } from "#lib/sharing/get-share.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getShare);
