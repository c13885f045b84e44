import { getExit } from "#lib/front/get-exit.ts";
import { mount } from "#lib/front/mount.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getExit);
