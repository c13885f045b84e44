import type { Locale } from "#lib/words.ts";
import { escapeHtml, htmlFrame, mailWords, paragraph, textFrame, type Words } from "./frame.ts";

/** The mail that an organizer sends to himself to see whether mail arrives, and where. */
export function testWords({ lang, publicUrl }: { lang: Locale; publicUrl: URL }): Words {
  const t = mailWords(lang);
  const site = publicUrl.host;
  const frame = { lang, foot: t("signIn.foot", { site }) };
  const [what, look] = [t("test.what", { site }), t("test.look")];
  return {
    subject: t("test.subject", { site }),
    text: textFrame(frame, [t("test.heading"), what, look]),
    html: htmlFrame(
      frame,
      t("test.heading"),
      [paragraph(escapeHtml(what)), paragraph(escapeHtml(look))].join("\n"),
    ),
  };
}
