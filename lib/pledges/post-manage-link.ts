import { now as clock } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { problem, readOwnForm, seeOther } from "#lib/http.ts";
import { localeOr, path } from "#lib/words.ts";
import { askManage, campaignToAsk } from "./ask-manage.ts";
import { canonicalAddress } from "./canonical-address.ts";
import { forgetForm, readFormMemory, rememberForm } from "./memories.ts";

/**
 * POST /c/SLUG/manage with an `email`: a link to his own pledge goes there. 303 to the same page for every address, known or
 * not; to the form with its error when it is none.
 */
export async function postManageLink(
  request: Request,
  { slug = "" }: Record<string, string>,
): Promise<Response> {
  const read = await readOwnForm(request);
  if (!read.ok) return read.response;
  const { form } = read;
  const locale = localeOr(form.get("lang"));
  const [campaign] = await Promise.all([campaignToAsk(slug), loadSecrets()]);
  if (!campaign) return problem(404, locale);

  const now = clock();
  const page = `/c/${slug}/manage`;
  // Who is too young in this browser stays so: that memory is not written over.
  const isYoung = readFormMemory(request.headers.get("cookie"), page, now)?.young;
  const address = canonicalAddress(form.get("email") ?? "");
  if (!address.ok) {
    const errors = [{ field: "email" as const, code: address.code }];
    return seeOther(
      path(locale, `${page}#errors`),
      isYoung ? [] : [rememberForm(page, form, { errors }, now)],
    );
  }
  await askManage(campaign, { canonical: address.canonical, lang: locale, now });
  return seeOther(path(locale, `${page}?sent`), isYoung ? [] : [forgetForm()]);
}
