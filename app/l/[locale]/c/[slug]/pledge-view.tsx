import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { signingPause } from "#lib/switches/queries.ts";
import type { Locale } from "#lib/words.ts";
import { Help } from "../../help.tsx";
import { TextSheet } from "../../text-sheet.tsx";
import { Explanations } from "./explanations.tsx";
import { Figure } from "./figure.tsx";
import { MapTeaser } from "./map-teaser.tsx";
import { PledgeHead } from "./pledge-head.tsx";
import { Signing } from "./signing.tsx";

/** What stands on the pledge page: what it is, how many, the text, and the line to sign on. The desk previews it, too. */
export async function PledgeView({ locale, page }: { locale: Locale; page: CampaignPage }) {
  const { slug } = page.campaign;
  const isOpen = page.edition.state === "open" && !(await signingPause(locale));
  return (
    <>
      <PledgeHead locale={locale} page={page} />
      <div className="pledge-figure no-print">
        <div className="grid gap-10">
          <Figure locale={locale} page={page} />
          <MapTeaser locale={locale} page={page} />
          <div className="margin-help">
            <Help locale={locale} id="help-margin" slug={slug} />
          </div>
        </div>
      </div>
      <div className="pledge-body">
        <TextSheet locale={locale} slug={slug} text={page.text} />
        <Signing locale={locale} page={page} />
        <Explanations locale={locale} campaign={page.campaign} isOpen={isOpen} />
        <div className="body-help no-print">
          <Help locale={locale} id="help-body" slug={slug} />
        </div>
      </div>
    </>
  );
}
