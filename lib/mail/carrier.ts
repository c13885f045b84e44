import { env } from "#lib/env.ts";
import { openDevInbox } from "./dev-inbox.ts";
import type { Letter } from "./letter.ts";
import { openSmtp } from "./smtp.ts";

/** A way out for letters. */
export type Carrier = {
  /** Letters that it can have in hand at once. */
  atOnce: number;
  /** Letters a second. */
  rate: number;
  /** Resolves when the letter is accepted; rejects with what rules.ts judges. */
  carry(letter: Letter): Promise<void>;
  close(): void;
};

/** A mail server's patience is not known, a table's is. */
const SMTP_RATE = 20;

/** The way out that the configuration names: the mail server at SMTP_URL, or locally the inbox at /dev/mail. */
export function openCarrier(): Carrier {
  const { smtpUrl, mailRate } = env();
  return smtpUrl
    ? { ...openSmtp(smtpUrl), rate: mailRate ?? SMTP_RATE }
    : { ...openDevInbox(), rate: mailRate ?? Infinity };
}
