import { Disclosures } from "#components/disclosures.tsx";
import { Steps } from "#components/steps.tsx";
import { TallyRule } from "#components/tally-group.tsx";
import type { Campaign } from "#lib/campaigns/queries.ts";
import { publishedOf } from "#lib/contents/articles.ts";
import { type Locale, path, words } from "#lib/words.ts";
import { CampaignFilm } from "./campaign-film.tsx";

type Props = { locale: Locale; campaign: Campaign; isOpen: boolean };

/** What happens next while one can sign, how the count works, the film, and what people get wrong. */
export async function Explanations({ locale, campaign, isOpen }: Props) {
  const t = words(locale, "pledge");
  const hasMore = (await publishedOf(campaign.slug)).some(({ name }) => name === "learn");
  return (
    <div className="grid gap-14 no-print">
      <TallyRule />
      {isOpen && (
        <Steps
          id="next"
          title={t("nextTitle")}
          steps={[
            { title: t("next1"), text: t("next1Text") },
            { title: t("next2"), text: t("next2Text") },
            { title: t("next3"), text: t("next3Text") },
          ]}
        />
      )}
      <HowWeCount locale={locale} slug={campaign.slug} />
      <CampaignFilm locale={locale} campaign={campaign} />
      <Disclosures
        id="myths"
        title={t("mythsTitle")}
        items={([1, 2, 3, 4] as const).map((n) => ({
          summary: `${t("myth")}: ${t(`myth${n}`)}`,
          body: (
            <p>
              <b>{t("reality")}:</b> {t(`reality${n}`)}
            </p>
          ),
        }))}
        note={t("lawText")}
      />
      {hasMore && (
        <p>
          <a className="inline-flex min-h-11 items-center" href={path(locale, `/c/${campaign.slug}/learn`)}>
            {words(locale, "learn")("toLearn")}
          </a>
        </p>
      )}
    </div>
  );
}

function HowWeCount({ locale, slug }: { locale: Locale; slug: string }) {
  const t = words(locale, "pledge");
  return (
    <Disclosures
      id="count"
      title={t("countTitle")}
      items={[
        {
          summary: t("countSummary"),
          body: (
            <div className="grid gap-3">
              <p>{t("count1")}</p>
              <p>{t("count2")}</p>
              <p>{t("count3")}</p>
              <p>
                {t.rich("count4", {
                  count: (chunks) => <a href={`/c/${slug}/count.json`}>{chunks}</a>,
                  places: (chunks) => <a href={`/c/${slug}/places.json`}>{chunks}</a>,
                })}
              </p>
            </div>
          ),
        },
      ]}
    />
  );
}
