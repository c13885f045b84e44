import type { Locale } from "#lib/words.ts";
import { buttonLink, escapeHtml, htmlFrame, mailWords, paragraph, textFrame, type Words } from "./frame.ts";

/**
 * The mail with a link to the organizers' desk. Its subject is neutral, and it names nobody: somebody else may look at the
 * screen. The link leads to a page with a button, because mail scanners follow links.
 */
export function signInWords({
  lang,
  publicUrl,
  token,
}: {
  lang: Locale;
  publicUrl: URL;
  token: string;
}): Words {
  const t = mailWords(lang);
  const frame = { lang, foot: t("signIn.foot", { site: publicUrl.host }) };
  const link = new URL(`/organize/link?token=${token}`, publicUrl).href;
  return {
    subject: t("signIn.subject"),
    text: textFrame(frame, [
      t("signIn.heading"),
      t("signIn.what"),
      `${t("signIn.linkText")}\n${link}`,
      t("signIn.valid"),
      t("signIn.notMe"),
    ]),
    html: htmlFrame(
      frame,
      t("signIn.heading"),
      [
        paragraph(escapeHtml(t("signIn.what"))),
        buttonLink(link, t("signIn.button")),
        paragraph(escapeHtml(t("signIn.valid"))),
        paragraph(escapeHtml(t("signIn.notMe"))),
      ].join("\n"),
    ),
  };
}
