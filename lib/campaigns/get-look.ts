import { type Accents, deepened } from "./color-rules.ts";
import { campaignFacts } from "./facts.ts";

/**
 * GET /c/SLUG/look.css: a campaign's own accents, in the style sheet's own names. A sheet of its own, because no page of ours may
 * carry style inside. Asked for with the accents in its address (`lookSheet`), so that a browser keeps it.
 */
export async function getLook(_request: Request, { slug = "" }: Record<string, string>): Promise<Response> {
  const found = await campaignFacts(slug);
  const accents = found?.campaign.look.accents;
  if (!accents)
    return new Response("", { status: 404, headers: { "cache-control": "public, max-age=0, s-maxage=5" } });
  return lookResponse(accents, "public, max-age=86400");
}

/** Where the sheet of a campaign is; null for one that looks like ours. */
export function lookSheet(slug: string, accents: Accents | null): string | null {
  return accents && `/c/${slug}/look.css?v=${accents.light.slice(1)}${accents.dark.slice(1)}`;
}

export function lookResponse(accents: Accents, caching: string): Response {
  return new Response(lookCss(accents), {
    headers: { "content-type": "text/css; charset=utf-8", "cache-control": caching },
  });
}

/** `:root:root` wins over the sheet of all pages, whichever is read first. */
export function lookCss({ light, dark }: Accents): string {
  const rules = (scheme: "light" | "dark", accent: string) =>
    `:root:root{--accent:${accent};--accent-deep:${deepened(accent, scheme)}}`;
  return `@media screen{${rules("light", light)}}\n@media screen and (prefers-color-scheme:dark){${rules("dark", dark)}}\n`;
}
