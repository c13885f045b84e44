import { now as clock } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { readOwnForm, seeOther } from "#lib/http.ts";
import { localeOr, path } from "#lib/words.ts";
import { eraseAndWithdraw } from "./erase.ts";
import { forgetForm, forgetSigned } from "./memories.ts";
import { manageLink } from "./own-pledge.ts";
import { type RenewOutcome, renew } from "./renew.ts";
import { withdraw } from "./withdraw.ts";

/**
 * POST /manage/TOKEN, behind the buttons: `deed` is `withdraw`, `erase` or `renew` (with `text`, the version that was on the
 * screen). Always 303 to the page of the link, which shows what is now true.
 */
export async function postManage(
  request: Request,
  { token = "" }: Record<string, string>,
): Promise<Response> {
  const read = await readOwnForm(request);
  if (!read.ok) return read.response;
  const { form } = read;
  await loadSecrets();

  const now = clock();
  const link = await manageLink(token, now);
  const locale = localeOr(form.get("lang") ?? link?.lang);
  const back = (rest = "", cookies: string[] = []) =>
    seeOther(path(locale, `/manage/${encodeURIComponent(token)}${rest}`), cookies);
  if (link?.state !== "counted" && link?.state !== "withdrawn") return back();
  switch (form.get("deed")) {
    case "withdraw":
      await withdraw(link.pledgeId, { now });
      return back();
    case "erase":
      await eraseAndWithdraw(link.pledgeId, { now });
      return back("", [forgetForm(), forgetSigned()]);
    case "renew": {
      const shown = /^[1-9]\d{0,8}$/.exec(form.get("text") ?? "");
      const textVersion = Number(shown?.[0] ?? 0);
      return back(said((await renew(link.pledgeId, { textVersion, lang: locale, now })).outcome));
    }
    default:
      return back();
  }
}

/** What the page says besides what it shows. */
function said(outcome: RenewOutcome): string {
  switch (outcome) {
    case "renewed":
    case "already":
    case "ignored":
      return "?renewed";
    case "household_full":
      return "?full";
    case "text":
      return "?text";
    case "closed":
      return "?closed";
    case "unknown":
      return "";
  }
}
