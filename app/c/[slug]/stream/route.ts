import { mount } from "#lib/front/mount.ts";
import { getStream } from "#lib/tallies/get-stream.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getStream);
