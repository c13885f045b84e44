import { type Locale, texts } from "#lib/words.ts";
import { buttonLink, escapeHtml, htmlFrame, mailWords, paragraph, textFrame, type Words } from "./frame.ts";

/**
 * The mail that tells an owner of an alarm of the house; null for a topic that has no words. It says what is wrong and where to
 * look, and names nobody.
 */
export function alarmWords({
  lang,
  publicUrl,
  topic,
}: {
  lang: Locale;
  publicUrl: URL;
  topic: string;
}): Words | null {
  if (!Object.hasOwn(texts(lang, "mail").alarm.topics, topic)) return null;
  const known = topic as keyof ReturnType<typeof texts<"mail">>["alarm"]["topics"];
  const t = mailWords(lang);
  const site = publicUrl.host;
  const frame = { lang, foot: t("signIn.foot", { site }) };
  const link = new URL("/organize/health", publicUrl).href;
  const [heading, what, todo] = [
    t(`alarm.topics.${known}.heading`),
    t(`alarm.topics.${known}.what`, { site }),
    t(`alarm.topics.${known}.todo`),
  ];
  return {
    subject: t(`alarm.topics.${known}.subject`, { site }),
    text: textFrame(frame, [heading, what, todo, `${t("alarm.linkText")}\n${link}`, t("alarm.again")]),
    html: htmlFrame(
      frame,
      heading,
      [
        paragraph(escapeHtml(what)),
        paragraph(escapeHtml(todo)),
        buttonLink(link, t("alarm.button")),
        paragraph(escapeHtml(t("alarm.again"))),
      ].join("\n"),
    ),
  };
}
