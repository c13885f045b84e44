import { z } from "zod";
import { record } from "#lib/audit/record.ts";
import { transaction } from "#lib/db.ts";
import { env, isLoopback } from "#lib/env.ts";
import { readSetting, writeSetting } from "#lib/settings/settings.ts";
import { demand, type Scope } from "../scope.ts";
import type { MailRecords } from "./dns-rules.ts";
import { lookUpMail } from "./look-up.ts";

const NAME = "mail.domain_check";
const answer = z.union([
  z.object({ ok: z.literal(true), found: z.array(z.string()) }),
  z.object({ ok: z.literal(false) }),
]);
const schema = z.object({
  at: z.coerce.date(),
  selector: z.string().nullable(),
  records: z.object({
    domain: z.string(),
    mx: answer,
    txt: answer,
    dmarc: answer,
    dkim: z.array(z.object({ selector: z.string(), answer })),
  }),
});
export type DomainCheck = z.infer<typeof schema>;

/** The domain in whose name mail is sent; null while it is one that only this machine knows. */
export function mailDomain(): string | null {
  const domain = (/@([^\s<>@]+?)>?$/.exec(env().mailFrom)?.[1] ?? "localhost").toLowerCase();
  return isLoopback(domain) ? null : domain;
}

/** What the last check of the present domain found; null before the first. */
export async function lastDomainCheck(scope: Scope): Promise<DomainCheck | null> {
  demand(scope, "health.read");
  const check = await readSetting(NAME, schema);
  return check?.records.domain === mailDomain() ? check : null;
}

/** Looks up the records of the mail domain, and keeps what was found for the page. Without a selector the common ones are tried. */
export async function checkDomain(
  scope: Scope,
  { selector, now, lookUp = lookUpMail }: { selector: string | null; now: Date; lookUp?: typeof lookUpMail },
): Promise<MailRecords | null> {
  demand(scope, "settings.change");
  const domain = mailDomain();
  if (!domain) return null;
  const records = await lookUp(domain, { selector });
  // Of selectors that nobody uses nothing needs to be kept.
  const dkim = records.dkim.filter(
    ({ answer: { ok, ...rest } }) => !ok || ("found" in rest && rest.found.length > 0),
  );
  const kept = { ...records, dkim: dkim.length > 0 ? dkim : records.dkim.slice(0, 1) };
  await transaction(async (client) => {
    await writeSetting(client, NAME, { at: now, selector, records: kept });
    await record(client, {
      scope,
      action: "mail.check_domain",
      subject: "mail:domain",
      after: { domain, selector },
    });
  });
  return kept;
}

/** A selector as somebody types it; null where he left the field empty, undefined for what cannot be one. */
export function readSelector(text: string): string | null | undefined {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/\._domainkey.*$/, "");
  if (typed === "") return null;
  return /^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/.test(typed) ? typed : undefined;
}
