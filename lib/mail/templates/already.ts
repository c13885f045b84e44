import {
  escapeHtml,
  type Frame,
  htmlFrame,
  mailWords,
  notMeWords,
  paragraph,
  textFrame,
  type Words,
} from "./frame.ts";

/**
 * The mail to someone who signed again: he is counted already, and there is nothing to do, unless a stranger typed his
 * address. A mail that has no token (they once had none) is without that link.
 */
export function alreadyWords({
  token,
  publicUrl,
  ...frame
}: Frame & { publicUrl: URL; token: string | null }): Words {
  const t = mailWords(frame.lang);
  const body = [t("already.what"), t("already.nothing")];
  const unlinked = { text: t("already.notMe"), html: paragraph(escapeHtml(t("already.notMe"))) };
  const notMe = token ? notMeWords(frame, t("already.notMe"), publicUrl, token) : unlinked;
  return {
    subject: t("already.subject"),
    text: textFrame(frame, [t("already.heading"), ...body, notMe.text]),
    html: htmlFrame(
      frame,
      t("already.heading"),
      [...body.map((text) => paragraph(escapeHtml(text))), notMe.html].join("\n"),
    ),
  };
}
