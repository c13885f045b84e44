import { type Locale, path, words } from "#lib/words.ts";

/** For someone too young to sign online: kind words, and a pledge to print and sign at home. */
export function FamilyPledge({ locale, slug }: { locale: Locale; slug: string }) {
  const t = words(locale, "form");
  return (
    <div className="grid gap-8">
      <div className="no-print grid gap-4">
        <h1>{t("youngTitle")}</h1>
        <p>{t("youngText")}</p>
      </div>
      <section className="sheet grid gap-8" aria-labelledby="family">
        <h2 id="family">{t("familyTitle")}</h2>
        <div className="pledge-words">
          <p>{t("family1")}</p>
          <p>{t("family2")}</p>
          <p>{t("family3")}</p>
        </div>
        <ul className="two-lines">
          <li>{t("familyName")}</li>
          <li>{t("familyWith")}</li>
        </ul>
      </section>
      <p className="no-print">
        <a className="inline-flex min-h-11 items-center" href={path(locale, `/c/${slug}`)}>
          {t("familyBack")}
        </a>
      </p>
    </div>
  );
}
