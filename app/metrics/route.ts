import { getMetrics } from "#lib/front/get-metrics.ts";
import { mount } from "#lib/front/mount.ts";

export const dynamic = "force-dynamic";
export const GET = mount(getMetrics);
