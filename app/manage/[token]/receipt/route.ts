import { mount } from "#lib/front/mount.ts";
import { getReceipt } from "#lib/pledges/get-receipt.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getReceipt);
