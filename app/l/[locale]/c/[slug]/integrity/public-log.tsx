import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { publicKeyOf } from "#lib/ledger/log/keys.ts";
import { nextPublication, publishedHead } from "#lib/ledger/log/queries.ts";
import type { Figures } from "#lib/tallies/queries.ts";
import { type Locale, moment, number, words } from "#lib/words.ts";

type Props = { locale: Locale; page: CampaignPage; live: Figures; isTold: boolean };

/** The last published head of the log, and what is counted but not published yet. */
export async function PublicLog({ locale, page, live, isTold }: Props) {
  const t = words(locale, "integrity");
  const { campaign, edition } = page;
  const head = await publishedHead();
  const published = head?.figures[`${campaign.slug}/${edition.year}`]?.verified ?? 0;
  const waits = live.throughEntry > (head?.position ?? 0);
  const when = moment(locale, await nextPublication(), edition.timeZone);
  const shown = (count: number) => number(locale, count);
  return (
    <section className="grid gap-4" aria-labelledby="log">
      <h2 id="log">{t("logTitle")}</h2>
      <p>{t("logText")}</p>
      {!head && <p>{t("logNone")}</p>}
      {head && (
        <dl className="facts">
          <Fact name={t("logOrigin")} value={head.origin} />
          <Fact name={t("logSize")} value={shown(head.size)} />
          <Fact name={t("logRoot")} value={head.root.toString("base64")} />
          <Fact name={t("logAt")} value={moment(locale, head.at, edition.timeZone)} isProse />
          <Fact name={t("logKey")} value={await publicKeyOf(head.origin)} />
        </dl>
      )}
      {isTold && head && (
        <p>
          {t(waits ? "logLive" : "logAll", { live: shown(live.verified), published: shown(published), when })}
        </p>
      )}
      {(!isTold || !head) && waits && <p>{t("logWaits", { when })}</p>}
      <p className="quiet small">{t("logWhy")}</p>
    </section>
  );
}

function Fact({ name, value, isProse = false }: { name: string; value: string; isProse?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{isProse ? value : <code>{value}</code>}</dd>
    </div>
  );
}
