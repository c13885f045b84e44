import { campaignPage } from "#lib/campaigns/queries.ts";
import { now as clock } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { problem, readOwnForm, seeOther } from "#lib/http.ts";
import { localeOr, path } from "#lib/words.ts";
import { confirm } from "./confirm.ts";
import { readSignedMemory, rememberSigned } from "./memories.ts";
import { tryCode } from "./try-code.ts";

/**
 * POST /c/SLUG/signed with the 6-digit code: does what the link does, for the pledge that the browser's sealed cookie
 * names. Every failure is answered alike.
 */
export async function postCode(request: Request, { slug = "" }: Record<string, string>): Promise<Response> {
  const read = await readOwnForm(request);
  if (!read.ok) return read.response;
  const locale = localeOr(read.form.get("lang"));
  const [page] = await Promise.all([campaignPage(slug, locale), loadSecrets()]);
  if (!page) return problem(404, locale);

  const now = clock();
  const back = path(locale, `/c/${slug}/signed`);
  const memory = readSignedMemory(request.headers.get("cookie"), slug, now);
  // Without the cookie there is no pledge to try: the page says how to go on.
  if (!memory) return seeOther(back);
  const failed = () => seeOther(`${back}#code`, [rememberSigned({ ...memory, codeFailed: true }, now)]);
  if (!(await tryCode(memory.pledgeId, read.form.get("code") ?? ""))) return failed();
  // Somebody posted over it since: his link shows him what, the code alone would not.
  const { outcome, pledgeId } = await confirm(memory.pledgeId, { correction: null, seen: memory.seen, now });
  if (outcome === "verified" || outcome === "already") {
    return seeOther(back, [
      rememberSigned({ ...memory, pledgeId, codeFailed: false, full: false, proved: true }, now),
    ]);
  }
  if (outcome !== "household_full") return failed();
  return seeOther(back, [rememberSigned({ ...memory, codeFailed: false, full: true }, now)]);
}
