import { now as clock } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { readOwnForm, seeOther } from "#lib/http.ts";
import { localeOr, path } from "#lib/words.ts";
import { confirm } from "./confirm.ts";
import { forgetForm, readFormMemory, rememberForm, rememberYoung } from "./memories.ts";
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
  const read = await readOwnForm(request);
  if (!read.ok) return read.response;
  const { form } = read;
  await loadSecrets();

  const now = clock();
  const found = await pledgeOfToken(token);
  const locale = localeOr(form.get("lang") ?? found?.lang);
  const page = `/confirm/${encodeURIComponent(token)}`;
  const back = (rest = "", cookies: string[] = []) => seeOther(path(locale, page + rest), cookies);
  if (!found) return back();
  if (form.get("action") === "resend") {
    await resend(found.pledgeId, now);
    return back("?sent");
  }
  if (found.expiresAt <= now) return back();

  // A post without the fields confirms the pledge as it was posted; with them, as they stand there.
  const corrected = form.has("name") ? parseCorrection(form, { ...found, now }) : null;
  if (corrected && !corrected.ok && corrected.young) {
    await query("SELECT forget_pledge($1)", [found.pledgeId]);
    return seeOther(path(locale, `/c/${found.slug}/form`), [rememberYoung(now)]);
  }
  if (corrected && !corrected.ok) return back("#errors", [rememberForm(page, form, corrected, now)]);

  const { outcome } = await confirm(found.pledgeId, {
    correction: corrected?.input ?? null,
    seen: form.get("seen") ?? null,
    now,
  });
  // Who is too young in this browser stays so: that memory is not cleared by somebody's confirmation.
  const isYoung = readFormMemory(request.headers.get("cookie"), page, now)?.young;
  const cleared = isYoung ? [] : [forgetForm()];
  switch (outcome) {
    case "household_full":
      return back("?full", cleared);
    case "changed":
      return back("?again", cleared);
    case "verified":
    case "already":
    case "closed":
    case "unknown":
      return back("", cleared);
  }
}
