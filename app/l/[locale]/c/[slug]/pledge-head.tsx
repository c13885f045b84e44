import { TallyGroup } from "#components/tally-group.tsx";
import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { type Locale, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  page: { campaign: CampaignPage["campaign"]; edition: { year: number } };
  /** One that is over asks for nothing any more. */
  isOver?: boolean;
};

/** Mark, name, and one sentence that says what this is. */
export function PledgeHead({ locale, page, isOver = false }: Props) {
  const t = words(locale, "pledge");
  return (
    <header className="pledge-head grid gap-4">
      <div className="flex items-center gap-3">
        <span className="tally-mark" aria-hidden="true">
          <TallyGroup />
        </span>
        <div>
          <h1 className="text-[length:var(--step-1)]">{`${page.campaign.name} ${page.edition.year}`}</h1>
          <p className="quiet small">{t("hostedBy", { host: page.campaign.host })}</p>
        </div>
      </div>
      {!isOver && (
        <p className="serif text-[length:var(--step-1)] font-normal leading-snug no-print">{t("what")}</p>
      )}
    </header>
  );
}
