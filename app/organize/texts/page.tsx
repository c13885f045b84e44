import "../../styles/account.css";
import "../../styles/texts.css";
import type { Metadata } from "next";
import { requireScope } from "#lib/organizers/session.ts";
import { signersByVersion, textDesk, textVersions } from "#lib/organizers/texts/queries.ts";
import { deskTimeZone } from "#lib/organizers/time-zone.ts";
import { moment, texts, words } from "#lib/words.ts";
import { CampaignLinks } from "../campaign-links.tsx";
import { DeskFrame } from "../desk-frame.tsx";
import { oneOf } from "../one-of.ts";
import { Preview } from "./preview.tsx";
import { Versions } from "./versions.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("campaign.change");
  return { title: words(lang, "pledgeTexts")("title") };
}

/** The pledge text in force, every version before it with who signed it, and the way to a new one. */
export default async function TextsPage({ searchParams }: Props) {
  const scope = await requireScope("campaign.change");
  const asked = await searchParams;
  const desk = await textDesk(scope, oneOf(asked, "campaign"));
  const t = words(scope.lang, "pledgeTexts");
  if (!desk)
    return (
      <DeskFrame scope={scope} current="texts" title={t("title")}>
        <p className="desk-empty">{t("none")}</p>
      </DeskFrame>
    );
  const { campaign, inForce, drafts } = desk;
  const [versions, signers, timeZone] = await Promise.all([
    Promise.all(campaign.languages.map((lang) => textVersions(scope, campaign.id, lang))),
    signersByVersion(scope, campaign.id),
    deskTimeZone(),
  ]);
  const newest = [...drafts.values()].filter(({ at }) => at).sort((a, b) => Number(b.at) - Number(a.at))[0];
  const said = texts(scope.lang, "pledgeTexts").done;
  const done = oneOf(asked, "done") ?? "";
  return (
    <DeskFrame
      scope={scope}
      current="texts"
      title={t("title")}
      beside={
        <a className="button" href={`/organize/texts/draft?campaign=${campaign.slug}`}>
          {t(desk.hasDraft ? "goOn" : "write")}
        </a>
      }
    >
      {Object.hasOwn(said, done) && (
        <p className="desk-said" role="status">
          {t(`done.${done as keyof typeof said}`)}
        </p>
      )}
      <CampaignLinks
        label={t("campaigns")}
        campaigns={desk.campaigns}
        current={campaign.slug}
        page="/organize/texts"
      />
      <p className="desk-note">{t("intro")}</p>
      {newest?.at && (
        <p className="desk-note">
          {t("draftBy", {
            who: newest.by ?? words(scope.lang, "audit")("unknown"),
            when: moment(scope.lang, newest.at, timeZone),
          })}
        </p>
      )}
      <section className="desk-panel" aria-labelledby="in-force">
        <h2 id="in-force">{t("inForceVersion", { version: inForce })}</h2>
        <div className="text-pair">
          {[...desk.texts].map(([lang, text]) => (
            <Preview key={lang} locale={scope.lang} lang={lang} version={inForce} text={text} />
          ))}
        </div>
      </section>
      <Versions
        locale={scope.lang}
        inForce={inForce}
        versions={versions}
        signers={signers}
        timeZone={timeZone}
      />
    </DeskFrame>
  );
}
