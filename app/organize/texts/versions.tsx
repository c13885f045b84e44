import { isSameText } from "#lib/campaigns/text-rules.ts";
import { languageName } from "#lib/organizers/texts/language-name.ts";
import type { TextVersion, VersionSigners } from "#lib/organizers/texts/queries.ts";
import { type Locale, moment, words } from "#lib/words.ts";
import { WordChanges } from "./word-changes.tsx";

type Props = {
  locale: Locale;
  inForce: number;
  /** By language, the newest version first. */
  versions: TextVersion[][];
  signers: VersionSigners[];
  timeZone: string;
};

/** Every version, the newest first: since when, signed by how many, and what it changed. */
export function Versions({ locale, inForce, versions, signers, timeZone }: Props) {
  const t = words(locale, "pledgeTexts");
  const at = (when: Date) => ({ when: moment(locale, when, timeZone) });
  const numbers = [...new Set(versions.flat().map(({ version }) => version))].sort((a, b) => b - a);
  return (
    <section className="desk-panel" aria-labelledby="versions">
      <h2 id="versions">{t("versions")}</h2>
      {numbers.map((version) => {
        const own = versions.flat().filter((one) => one.version === version);
        const [{ createdAt, replacedAt } = { createdAt: new Date(0), replacedAt: null }] = own;
        const period = [t("since", at(createdAt)), replacedAt && t("replaced", at(replacedAt))];
        return (
          <details key={version} className="text-version" open={version === inForce && version > 1}>
            <summary>
              <b>{t("versionOf", { version })}</b> {period.filter(Boolean).join(", ")}
            </summary>
            <p>{signedBy(locale, signers, version, timeZone)}</p>
            {version === numbers.at(-1) ? (
              <p className="desk-note">{t("first")}</p>
            ) : (
              <div className="text-pair">
                {own.map((text) => (
                  <Change
                    key={text.lang}
                    locale={locale}
                    text={text}
                    before={versions.flat().find(isBefore(text))}
                  />
                ))}
              </div>
            )}
          </details>
        );
      })}
    </section>
  );
}

function Change({ locale, text, before }: { locale: Locale; text: TextVersion; before?: TextVersion }) {
  const t = words(locale, "pledgeTexts");
  const isSame = before !== undefined && isSameText(before, text);
  return (
    <div>
      <h3>{languageName(locale, text.lang)}</h3>
      {isSame ? (
        <p className="desk-note">{t("asBefore")}</p>
      ) : (
        <WordChanges
          locale={locale}
          lang={text.lang}
          before={before ?? { title: "", sentences: [] }}
          after={text}
        />
      )}
    </div>
  );
}

/** The next older one of its language; the list has the newest first. */
function isBefore(text: TextVersion) {
  return (one: TextVersion) => one.lang === text.lang && one.version < text.version;
}

function signedBy(locale: Locale, signers: VersionSigners[], version: number, timeZone: string): string {
  const t = words(locale, "pledgeTexts");
  const latest = Math.max(...signers.map(({ at }) => at.getTime()));
  if (signers.length === 0) return t("signersWait");
  const own = signers.filter((one) => one.version === version);
  const list = own.map(({ year, count }) => t("signers", { year: String(year), count }));
  const [newest] = signers;
  return t("signersAt", {
    list: list.join(" · ") || t("signers", { year: String(newest?.year), count: 0 }),
    when: moment(locale, new Date(latest), timeZone),
  });
}
