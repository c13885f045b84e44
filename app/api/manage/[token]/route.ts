import { mount, postOnly } from "#lib/front/mount.ts";
import { postManage } from "#lib/pledges/post-manage.ts";

export const GET = postOnly;
export const POST = mount(postManage);
