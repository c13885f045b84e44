import { mount, postOnly } from "#lib/front/mount.ts";
import { postConfirm } from "#lib/pledges/post-confirm.ts";

export const GET = postOnly;
export const POST = mount(postConfirm);
