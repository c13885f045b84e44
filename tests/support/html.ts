import type { ReactNode } from "react";
import { prerender } from "react-dom/static";

/** A component's HTML as a browser gets it, asynchronous parts included, without React's own marks between texts. */
export async function htmlOf(node: ReactNode): Promise<string> {
  const { prelude } = await prerender(node);
  return (await new Response(prelude).text()).replaceAll("<!-- -->", "");
}
