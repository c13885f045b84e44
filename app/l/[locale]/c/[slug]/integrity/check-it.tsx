import { env } from "#lib/env.ts";
import { type Locale, path, words } from "#lib/words.ts";

/** Three commands, and two pages, with which anybody can do the sums again. */
export function CheckIt({ locale, slug }: { locale: Locale; slug: string }) {
  const t = words(locale, "integrity");
  const at = (address: string) => new URL(address, env().publicUrl).href;
  const commands = [
    { text: t("check1"), command: `curl ${at(`/c/${slug}/count.json`)}` },
    { text: t("check2"), command: `curl ${at("/log/checkpoint")}` },
    { text: t("check3"), command: `npm run audit -- ${at("/").replace(/\/$/, "")}` },
  ];
  return (
    <section className="grid gap-4" aria-labelledby="check">
      <h2 id="check">{t("checkTitle")}</h2>
      <p>{t.rich("checkText", { verify: (chunks) => <a href={path(locale, "/verify")}>{chunks}</a> })}</p>
      <ol className="commands">
        {commands.map(({ text, command }) => (
          <li key={command} className="grid gap-2">
            <span>{text}</span>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1). */}
            <pre tabIndex={0}>
              <code>{command}</code>
            </pre>
          </li>
        ))}
      </ol>
      <p className="quiet small">{t("checkNote")}</p>
    </section>
  );
}
