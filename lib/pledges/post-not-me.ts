import { loadSecrets } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { isOwnOrigin, localeOfRequest, problem, readForm, seeOther } from "#lib/http.ts";
import { localeOr, path } from "#lib/words.ts";
import { mailboxOfToken } from "./queries.ts";

/** POST /not-me/TOKEN, behind the button: no more mail to this mailbox, and what waits in its name is deleted. */
export async function postNotMe(request: Request, { token = "" }: Record<string, string>): Promise<Response> {
  if (!isOwnOrigin(request)) return problem(403, localeOfRequest(request));
  const read = await readForm(request);
  if (!read.ok) return problem(read.status, localeOfRequest(request));
  await loadSecrets();
  const mailbox = await mailboxOfToken(token);
  if (mailbox) await query("SELECT refuse_mailbox($1)", [mailbox]);
  return seeOther(path(localeOr(read.form.get("lang")), `/not-me/${encodeURIComponent(token)}?done`));
}
