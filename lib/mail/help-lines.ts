import { type HelpNumber, helpNumbersFor } from "#lib/contents/help-numbers.ts";
import { inLocale } from "#lib/contents/localized.ts";
import type { Locale } from "#lib/words.ts";
import { mailWords } from "./templates/frame.ts";

/**
 * Whom to call, for the foot of a message: "National Human Trafficking Hotline: 888-373-7888, text BEFREE (233733), TTY 711". What
 * is only a link is left out: a message leads nowhere but to this site. Read from the database once a second at most.
 */
export async function helpLines(slug: string | null, lang: Locale): Promise<string[]> {
  const lines = (await helpNumbersFor(slug)).map((one) => helpLine(one, lang));
  return lines.filter((line) => line !== null);
}

function helpLine({ name, phoneShown, sms, tty }: HelpNumber, lang: Locale): string | null {
  const t = mailWords(lang);
  const ways = [phoneShown, sms && t("helpText", { sms }), tty && t("helpTty", { tty })];
  const reach = ways.filter(Boolean).join(", ");
  return reach ? t("helpLine", { name: inLocale(name, lang).text, reach }) : null;
}
