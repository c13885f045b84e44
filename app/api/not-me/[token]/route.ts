import { mount, postOnly } from "#lib/front/mount.ts";
import { postNotMe } from "#lib/pledges/post-not-me.ts";

export const GET = postOnly;
export const POST = mount(postNotMe);
