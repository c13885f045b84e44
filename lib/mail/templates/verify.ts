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
 * The mail that asks its reader to confirm: one button, the code, and "this wasn't me". It holds nothing that the signer
 * typed, since a stranger may have typed this address. In the plain text the code is the first run of six digits.
 */
export function verifyWords({
  token,
  code,
  publicUrl,
  ...frame
}: Frame & { publicUrl: URL; token: string; code: string }): Words {
  const t = mailWords(frame.lang);
  const confirm = new URL(path(frame.lang, `/confirm/${token}`), publicUrl).href;
  const notMe = notMeWords(frame, t("verify.notMe"), publicUrl, token);

  const text = textFrame(frame, [
    t("verify.heading"),
    t("verify.what"),
    `${t("verify.codeText")}\n${code}`,
    `${t("verify.linkText")}\n${confirm}`,
    t("verify.valid"),
    notMe.text,
  ]);

  const html = htmlFrame(
    frame,
    t("verify.heading"),
    [
      paragraph(escapeHtml(t("verify.what"))),
      buttonLink(confirm, t("verify.button")),
      paragraph(escapeHtml(t("verify.code"))),
      // Spaced by style alone: what is copied is the bare code.
      `<p class="ink" style="margin:0 0 16px;font-size:32px;line-height:1.2;font-weight:600;letter-spacing:0.2em;font-variant-numeric:tabular-nums lining-nums;color:#16212b">${code}</p>`,
      paragraph(escapeHtml(t("verify.valid"))),
      notMe.html,
    ].join("\n"),
  );

  return { subject: t("verify.subject"), text, html };
}
