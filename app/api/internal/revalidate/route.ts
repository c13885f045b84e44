import { revalidatePath } from "next/cache";
import { isInternal } from "#lib/front/internal.ts";
import { problem } from "#lib/http.ts";

/** POST from the front of this process: every page is made anew when it is next asked for. For anybody else, no page. */
export async function POST(request: Request): Promise<Response> {
  if (!isInternal(request)) return problem(404, "en");
  revalidatePath("/", "layout");
  return new Response(null, { status: 204 });
}
