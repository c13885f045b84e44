import { now as clock } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { seeOther } from "#lib/http.ts";
import { path } from "#lib/words.ts";
import { manageLink } from "./own-pledge.ts";
import { ownReceipt } from "./receipts.ts";

/**
 * GET /manage/TOKEN/receipt: the receipt as a file to keep. Until there is one, and for a link that does not lead to it, to
 * the page of the link, which says why.
 */
export async function getReceipt(
  _request: Request,
  { token = "" }: Record<string, string>,
): Promise<Response> {
  await loadSecrets();
  const link = await manageLink(token, clock());
  const isOpen = link?.state === "counted" || link?.state === "withdrawn";
  const receipt = isOpen ? await ownReceipt(link.pledgeId) : null;
  if (!receipt || !("file" in receipt))
    return seeOther(path(link?.lang ?? "en", `/manage/${encodeURIComponent(token)}`));
  return new Response(receipt.file, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": `attachment; filename="pledge-receipt.txt"`,
      "cache-control": "private, no-store",
    },
  });
}
