import { escapeHtml, type Frame, htmlFrame, mailWords, paragraph, textFrame, type Words } from "./frame.ts";

/** The mail to someone who signed again: he is counted already, and there is nothing to do. */
export function alreadyWords(frame: Frame): Words {
  const t = mailWords(frame.lang);
  const body = [t("already.what"), t("already.nothing"), t("already.notMe")];
  return {
    subject: t("already.subject"),
    text: textFrame(frame, [t("already.heading"), ...body]),
    html: htmlFrame(frame, t("already.heading"), body.map((text) => paragraph(escapeHtml(text))).join("\n")),
  };
}
