import { type Locale, path, words } from "#lib/words.ts";

/** Subject and both bodies of a message. */
export type Words = { subject: string; text: string; html: string };

/** What the foot of a message says: language, and the campaign's name, host and postal address as its organizers wrote them. */
export type Frame = {
  lang: Locale;
  campaign: string;
  host: string;
  postalAddress?: string | null | undefined;
  /** Whom to call, a line each (lib/mail/help-lines.ts); without them the national hotline. */
  help?: readonly string[] | undefined;
};
/** A foot in words of its own, for what no campaign sends. */
export type OwnFoot = { lang: Locale; foot: string };

const translators = new Map<Locale, ReturnType<typeof words<"mail">>>();

/** The words of the mails. Kept, because making a translator costs more than a whole message. */
export function mailWords(lang: Locale) {
  let t = translators.get(lang);
  if (!t) {
    t = words(lang, "mail");
    translators.set(lang, t);
  }
  return t;
}

/** Text as it may stand in HTML and in a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * Puts help and foot around plain text. The lines of the body come first: the only six digits before the hotline's text
 * number are the code.
 */
export function textFrame(frame: Frame | OwnFoot, body: string[]): string {
  const t = mailWords(frame.lang);
  const help = [t("helpTitle"), ...helpOf(frame), t("helpNotWatched")].join("\n");
  return `${[...body, help, footOf(frame)].join("\n\n")}\n`;
}

/**
 * Puts head, help and foot around HTML. Colours are given twice: in `style` for mail clients that drop `<style>`, and by
 * class for the dark scheme. Nothing is loaded from anywhere.
 */
export function htmlFrame(frame: Frame | OwnFoot, heading: string, body: string): string {
  const t = mailWords(frame.lang);
  const quiet = `class="quiet" style="margin:0 0 8px;font-size:14px;line-height:1.5;color:#4a5560"`;
  return `<!doctype html>
<html lang="${frame.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(heading)}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
.paper { background-color: #12181d !important; }
.ink { color: #ece7dd !important; }
.quiet, .quiet a { color: #a9b0b5 !important; }
.line { border-color: #2c363e !important; }
.button { background-color: #6fcfb4 !important; color: #0d1f1b !important; }
}
</style>
</head>
<body class="paper" style="margin:0;padding:0;background-color:#faf7f2">
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#faf7f2">
<tr><td align="center" style="padding:32px 20px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td align="left" class="ink" style="font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.55;color:#16212b">
<h1 class="ink" style="margin:0 0 16px;font-family:Charter,'Bitstream Charter','Sitka Text',Cambria,Georgia,serif;font-size:28px;line-height:1.2;font-weight:600;color:#16212b">${escapeHtml(heading)}</h1>
${body}
<div class="line" style="margin:32px 0 16px;border-top:1px solid #d9d2c5;font-size:0;line-height:0">&nbsp;</div>
<p ${quiet}><b>${escapeHtml(t("helpTitle"))}</b></p>
${helpOf(frame)
  .map((line) => `<p ${quiet}>${escapeHtml(line)}</p>`)
  .join("\n")}
<p ${quiet}>${escapeHtml(t("helpNotWatched"))}</p>
<div class="line" style="margin:16px 0;border-top:1px solid #d9d2c5;font-size:0;line-height:0">&nbsp;</div>
<p ${quiet}>${escapeHtml(footOf(frame))}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

/** 911 is always first. */
function helpOf(frame: Frame | OwnFoot): string[] {
  const t = mailWords(frame.lang);
  return [t("helpDanger"), ...(("help" in frame && frame.help) || [t("helpHotline")])];
}

function footOf(frame: Frame | OwnFoot): string {
  if ("foot" in frame) return frame.foot;
  const foot = mailWords(frame.lang)("foot", { campaign: frame.campaign, host: frame.host });
  const lines = (frame.postalAddress ?? "").split("\n").filter((line) => line.trim() !== "");
  return [foot, lines.join(", ")].filter(Boolean).join("\n");
}

/**
 * "This wasn't me", after what that means for the pledge: the last lines of the plain text, and the quiet last paragraph of
 * the HTML. The link leads to a page whose button stops all mail to this address.
 */
export function notMeWords(frame: Frame, what: string, publicUrl: URL, token: string) {
  const t = mailWords(frame.lang);
  const notMe = new URL(path(frame.lang, `/not-me/${token}`), publicUrl).href;
  return {
    text: `${what} ${t("notMeText")}\n${notMe}`,
    html: `<p class="quiet" style="margin:0;font-size:14px;line-height:1.5;color:#4a5560">${escapeHtml(what)} <a href="${escapeHtml(notMe)}" style="color:#4a5560">${escapeHtml(t("notMeLink"))}</a></p>`,
  };
}

/** The one button of a message: a link that looks like it in every mail client. */
export function buttonLink(href: string, label: string): string {
  return `<p style="margin:0 0 24px"><a class="button" href="${escapeHtml(href)}" style="display:inline-block;padding:14px 28px;border-radius:6px;background-color:#0b5d4e;color:#ffffff;font-size:17px;font-weight:600;line-height:1.2;text-decoration:none">${escapeHtml(label)}</a></p>`;
}

/** One paragraph of the body. */
export function paragraph(html: string): string {
  return `<p class="ink" style="margin:0 0 16px;color:#16212b">${html}</p>`;
}
