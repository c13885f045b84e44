import { mount, postOnly } from "#lib/front/mount.ts";
import { postManageLink } from "#lib/pledges/post-manage-link.ts";

export const GET = postOnly;
export const POST = mount(postManageLink);
