import { getReady } from "#lib/front/get-health.ts";
import { mount } from "#lib/front/mount.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getReady);
