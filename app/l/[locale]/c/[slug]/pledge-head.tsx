import { CampaignMark } from "#components/campaign-mark.tsx";
import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { inLanguage } from "#lib/said.ts";
import { type Locale, words } from "#lib/words.ts";
import { logoOf } from "./logo-of.ts";

type Props = {
  locale: Locale;
  page: { campaign: CampaignPage["campaign"]; edition: { year: number } };
  /** One that is over asks for nothing any more. */
  isOver?: boolean;
};

/** Mark, name, and one sentence that says what this is: the campaign's own, or ours. */
export function PledgeHead({ locale, page, isOver = false }: Props) {
  const { campaign, edition } = page;
  const t = words(locale, "pledge");
  const about = inLanguage(campaign.look.about, locale, campaign.languages) ?? {
    text: t("what"),
    lang: locale,
  };
  return (
    <header className="pledge-head grid gap-4">
      <div className="flex items-center gap-3">
        <CampaignMark logo={logoOf(locale, campaign)} />
        <div>
          <h1 className="text-[length:var(--step-1)]">{`${campaign.name} ${edition.year}`}</h1>
          <p className="quiet small">
            <Host locale={locale} {...campaign} />
          </p>
        </div>
      </div>
      {!isOver && (
        <p
          className="serif text-[length:var(--step-1)] font-normal leading-snug no-print"
          lang={about.lang === locale ? undefined : about.lang}
        >
          {about.text}
        </p>
      )}
    </header>
  );
}

/** Who runs it, with the way to its own site where it has told one. */
function Host({ locale, host, look }: { locale: Locale } & CampaignPage["campaign"]) {
  const t = words(locale, "pledge");
  if (!look.website) return t("hostedBy", { host });
  return t.rich("hostedByLink", {
    host,
    link: (chunks) => (
      <a key="host" className="host-link" href={look.website ?? ""} rel="noopener noreferrer external">
        {chunks}
      </a>
    ),
  });
}
