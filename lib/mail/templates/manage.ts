import { path } from "#lib/words.ts";
import {
  buttonLink,
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
 * The mail with the link to one's own pledge, for whoever asked for it. It names nobody: two men may share the mailbox, and a
 * stranger may have asked.
 */
export function manageWords({
  token,
  publicUrl,
  ...frame
}: Frame & { publicUrl: URL; token: string }): Words {
  const t = mailWords(frame.lang);
  const manage = new URL(path(frame.lang, `/manage/${token}`), publicUrl).href;
  const notMe = notMeWords(frame, t("manage.notMe"), publicUrl, token);
  return {
    subject: t("manage.subject"),
    text: textFrame(frame, [
      t("manage.heading"),
      t("manage.what"),
      `${t("manage.linkText")}\n${manage}`,
      t("manage.valid"),
      notMe.text,
    ]),
    html: htmlFrame(
      frame,
      t("manage.heading"),
      [
        paragraph(escapeHtml(t("manage.what"))),
        buttonLink(manage, t("manage.button")),
        paragraph(escapeHtml(t("manage.valid"))),
        notMe.html,
      ].join("\n"),
    ),
  };
}
