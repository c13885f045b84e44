import { loadSecrets } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { readOwnForm, seeOther } from "#lib/http.ts";
import { localeOr, path } from "#lib/words.ts";
import { mailboxOfToken } from "./queries.ts";

/** POST /not-me/TOKEN, behind the button: no more mail to this mailbox, and what waits in its name is deleted. */
export async function postNotMe(request: Request, { token = "" }: Record<string, string>): Promise<Response> {
  const read = await readOwnForm(request);
  if (!read.ok) return read.response;
  await loadSecrets();
  const mailbox = await mailboxOfToken(token);
  if (mailbox) await query("SELECT refuse_mailbox($1)", [mailbox]);
  return seeOther(path(localeOr(read.form.get("lang")), `/not-me/${encodeURIComponent(token)}?done`));
}
