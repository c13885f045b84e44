import { mount } from "#lib/front/mount.ts";
import { getKey } from "#lib/ledger/log/get-log.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getKey);
