import { now } from "#lib/clock.ts";
import { seeOther } from "#lib/http.ts";
import { readScopedForm } from "../desk-form.ts";
import { askBackup } from "./ask-backup.ts";
import { checkDomain, readSelector } from "./mail-domain.ts";
import { sendTest } from "./mail-test.ts";

const PAGE = "/organize/health";

/** POST /organize/health/backup. */
export async function postBackup(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "settings.change");
  if (!read.ok) return read.response;
  const isAsked = await askBackup(read.scope);
  return seeOther(`${PAGE}?said=${isAsked ? "backupAsked" : "backupWaits"}#backups`);
}

/** POST /organize/health/mail-test: a mail to oneself. */
export async function postMailTest(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "health.read");
  if (!read.ok) return read.response;
  const isSent = await sendTest(read.scope, now());
  return seeOther(`${PAGE}?said=${isSent ? "testSent" : "testSoon"}#mail`);
}

/** POST /organize/health/domain: looks up the records of the mail domain; `selector` may be empty. */
export async function postDomain(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "settings.change");
  if (!read.ok) return read.response;
  const selector = readSelector(read.form.get("selector") ?? "");
  if (selector === undefined) return seeOther(`${PAGE}?said=selectorWrong#domain`);
  const records = await checkDomain(read.scope, { selector, now: now() });
  return seeOther(`${PAGE}?said=${records ? "domainChecked" : "domainNone"}#domain`);
}
