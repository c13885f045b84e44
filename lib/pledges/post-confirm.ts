import { now as clock } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { isOwnOrigin, problem, readForm, seeOther } from "#lib/http.ts";
import { localeOr, path } from "#lib/words.ts";
import { confirm } from "./confirm.ts";
import { forgetForm, rememberForm, rememberYoung } from "./memories.ts";
import { pledgeOfToken } from "./queries.ts";
import { resend } from "./resend.ts";
import { parseCorrection } from "./schema.ts";

/**
 * POST /confirm/TOKEN, behind the button: confirms as shown and corrected, once. With `action=resend` asks for a fresh
 * mail instead. Always 303 to the page of the link, which shows what is now true.
 */
export async function postConfirm(
  request: Request,
  { token = "" }: Record<string, string>,
): Promise<Response> {
  if (!isOwnOrigin(request)) return problem(403, "en");
  const read = await readForm(request);
  if (!read.ok) return problem(read.status, "en");
  const { form } = read;
  await loadSecrets();

  const now = clock();
  const found = await pledgeOfToken(token);
  const locale = localeOr(form.get("lang") ?? found?.lang);
  const page = `/confirm/${token}`;
  if (!found) return seeOther(path(locale, page));
  if (form.get("action") === "resend") {
    await resend(found.pledgeId, now);
    return seeOther(path(locale, `${page}?sent`));
  }
  if (found.expiresAt <= now) return seeOther(path(locale, page));

  // A post without the fields confirms the pledge as it was posted; with them, as they stand there.
  const corrected = form.has("name") ? parseCorrection(form, { ...found, now }) : null;
  if (corrected && !corrected.ok && corrected.young) {
    return seeOther(path(locale, `/c/${found.slug}/form`), [rememberYoung(now)]);
  }
  if (corrected && !corrected.ok) {
    return seeOther(path(locale, `${page}#errors`), [rememberForm(page, form, corrected, now)]);
  }
  const { outcome } = await confirm(found.pledgeId, corrected?.input ?? null, now);
  return seeOther(path(locale, outcome === "household_full" ? `${page}?full` : page), [forgetForm()]);
}
