import { createHmac } from "node:crypto";
import { appKey, unseal, unsealApp, unwrapDataKey } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";
import { localeOr } from "#lib/words.ts";
import type { ClaimedMail } from "./outbox.ts";
import { alarmWords } from "./templates/alarm.ts";
import { alreadyWords } from "./templates/already.ts";
import type { Words } from "./templates/frame.ts";
import { manageWords } from "./templates/manage.ts";
import { signInWords } from "./templates/sign-in.ts";
import { testWords } from "./templates/test.ts";
import { verifyWords } from "./templates/verify.ts";

/** A message that is ready to leave. */
export type Letter = Words & {
  id: string;
  to: string;
  from: string;
  /** Names in lower case. */
  headers: Record<string, string>;
};

/** A message, or why there is none. */
export type Written = { ok: true; letter: Letter } | { ok: false; reason: string };

/**
 * Writes the message of a mail in hand, or says why it must not leave: `GONE` (the pledge gave way, was purged or
 * erased, the organizer was removed), `SUPPRESSED` (the mailbox wants nothing from us), `EXPIRED` (its link has ended). `help`
 * are the lines of whom to call.
 */
export function writeLetter(mail: ClaimedMail, help?: readonly string[]): Written {
  if (mail.suppressed) return { ok: false, reason: "SUPPRESSED" };
  if (mail.expired) return { ok: false, reason: "EXPIRED" };
  const words = wordsOf(mail, help);
  const to = recipientOf(mail);
  if (!words || !to) return { ok: false, reason: "GONE" };
  const { mailFrom } = env();
  const letter = {
    id: mail.id,
    to,
    from: mailFrom,
    headers: {
      "message-id": messageId(mail.id, mailFrom),
      // RFC 3834 §5, and Exchange's own way to be spared out-of-office notes.
      "auto-submitted": "auto-generated",
      "x-auto-response-suppress": "All",
    },
    ...words,
  };
  return { ok: true, letter };
}

/** A signer's address is sealed with his pledge's key, an organizer's under APP_SECRET (lib/organizers/addresses.ts). */
function recipientOf({ dataKey, emailSealed, organizerId, organizerSealed }: ClaimedMail): string | null {
  if (organizerId && organizerSealed)
    return unsealApp("organizer", organizerSealed, `${organizerId}:email`).toString("utf8");
  return dataKey && emailSealed
    ? unseal(unwrapDataKey(dataKey), emailSealed, "email").toString("utf8")
    : null;
}

function wordsOf(mail: ClaimedMail, help?: readonly string[]): Words | null {
  const { postalAddress } = mail;
  const frame = {
    lang: localeOr(mail.lang),
    campaign: mail.campaign ?? "",
    host: mail.host ?? "",
    postalAddress,
    help,
  };
  const { publicUrl } = env();
  const token = opened(mail, "token", mail.tokenSealed);
  switch (mail.kind) {
    case "alarm":
      return alarmWords({ lang: frame.lang, publicUrl, topic: mail.topic ?? "" });
    case "already":
      return alreadyWords({ ...frame, publicUrl, token });
    case "manage":
      return token ? manageWords({ ...frame, publicUrl, token }) : null;
    case "sign_in":
      return token ? signInWords({ lang: frame.lang, publicUrl, token }) : null;
    case "test":
      return testWords({ lang: frame.lang, publicUrl });
    case "verify": {
      const code = opened(mail, "code", mail.codeSealed);
      return token && code ? verifyWords({ ...frame, publicUrl, token, code }) : null;
    }
  }
}

function opened({ id }: ClaimedMail, part: "token" | "code", sealed: Buffer | null): string | null {
  return sealed && unsealApp("mail", sealed, `${id}:${part}`).toString("utf8");
}

/**
 * The same for every attempt, so that a mailbox which gets a message twice after a crash shows it once. Keyed, because
 * the id itself would tell when the man signed.
 */
function messageId(mailId: string, from: string): string {
  const unique = createHmac("sha256", appKey("message-id")).update(mailId).digest("hex").slice(0, 32);
  const domain = /@([^\s<>@]+?)>?$/.exec(from)?.[1] ?? "localhost";
  return `<${unique}@${domain}>`;
}
