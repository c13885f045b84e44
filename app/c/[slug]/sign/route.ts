import { mount, postOnly } from "#lib/front/mount.ts";
import { postSign } from "#lib/pledges/post-sign.ts";

export const GET = postOnly;
export const POST = mount(postSign);
