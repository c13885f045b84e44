import "../../styles/account.css";
import "../../styles/bulk.css";
import type { Metadata } from "next";
import { now } from "#lib/clock.ts";
import { isId } from "#lib/organizers/bulk/conditions.ts";
import { type DeskEdition, deskEdition } from "#lib/organizers/desk-edition.ts";
import { heldQueue } from "#lib/organizers/held/queue.ts";
import type { Scope } from "#lib/organizers/scope.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { words } from "#lib/words.ts";
import { EditionLinks } from "../bulk/edition-links.tsx";
import { DeskFrame } from "../desk-frame.tsx";
import { oneOf } from "../one-of.ts";
import { HeldOne, HeldSigns } from "./held-one.tsx";
import { JudgePanel } from "./judge-panel.tsx";
import { KeysPanel } from "./keys-panel.tsx";
import { Said } from "./said.tsx";
import { Walk } from "./walk.tsx";

type Asked = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Asked> };

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("pledges.change");
  return { title: words(lang, "held")("title") };
}

/** What looks suspicious, one at a time and the oldest first, until somebody accepts or refuses it. */
export default async function HeldPage({ searchParams }: Props) {
  const scope = await requireScope("pledges.change");
  const asked = await searchParams;
  const found = await deskEdition(scope, "pledges.change", {
    campaign: oneOf(asked, "campaign"),
    year: oneOf(asked, "year"),
  });
  const t = words(scope.lang, "held");
  return (
    <DeskFrame scope={scope} current="held" title={t("title")}>
      <p className="desk-note">{t("intro")}</p>
      {found ? (
        <HeldPledges scope={scope} asked={asked} found={found} />
      ) : (
        <p className="desk-empty">{t("noEdition")}</p>
      )}
    </DeskFrame>
  );
}

async function HeldPledges({ scope, asked, found }: { scope: Scope; asked: Asked; found: DeskEdition }) {
  const { edition, campaign } = found;
  const locale = scope.lang;
  const t = words(locale, "held");
  const at = oneOf(asked, "at");
  const last = oneOf(asked, "last");
  const queue = await heldQueue(scope, edition.id, at && isId(at) ? at : null);
  const here = { campaign: campaign.slug, year: String(edition.year) };
  return (
    <>
      <EditionLinks label={t("editions")} found={found} page="/organize/held" />
      <Said
        locale={locale}
        done={oneOf(asked, "done")}
        problem={oneOf(asked, "problem")}
        last={last && isId(last) ? last : undefined}
        here={here}
      />
      {queue.current ? (
        <>
          <Walk locale={locale} queue={queue} here={here} />
          <div className="desk-grid">
            <HeldOne locale={locale} held={queue.current} timeZone={edition.timeZone} now={now()} />
            <HeldSigns locale={locale} held={queue.current} />
          </div>
          <JudgePanel locale={locale} queue={queue} here={here} />
        </>
      ) : (
        <div className="desk-empty">
          <p>{t("empty")}</p>
          <p>{t("emptyText")}</p>
        </div>
      )}
      {(queue.current || last) && <KeysPanel locale={locale} />}
    </>
  );
}
