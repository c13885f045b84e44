import { mount, postOnly } from "#lib/front/mount.ts";
import { postCode } from "#lib/pledges/post-code.ts";

export const GET = postOnly;
export const POST = mount(postCode);
