import { getLook } from "#lib/campaigns/get-look.ts";
import { mount } from "#lib/front/mount.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getLook);
