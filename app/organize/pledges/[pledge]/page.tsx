import "../../../styles/account.css";
import "../../../styles/pledges.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { now } from "#lib/clock.ts";
import { deskEdition } from "#lib/organizers/desk-edition.ts";
import { recall } from "#lib/organizers/memories.ts";
import { listAddress } from "#lib/organizers/pledges/addresses.ts";
import { pledgeChoices } from "#lib/organizers/pledges/choices.ts";
import { onePledge } from "#lib/organizers/pledges/one.ts";
import { seesAddresses } from "#lib/organizers/pledges/row.ts";
import { may, type Scope } from "#lib/organizers/scope.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { type Locale, texts, words } from "#lib/words.ts";
import { DeskFrame } from "../../desk-frame.tsx";
import { DeedsPanel } from "./deeds-panel.tsx";
import { WhatPanel, WhoPanel } from "./facts-panels.tsx";
import { Neighbours } from "./neighbours.tsx";
import { StoryPanel } from "./story-panel.tsx";

type Said = string | string[] | undefined;
type Props = {
  params: Promise<{ pledge: string }>;
  searchParams: Promise<{ done?: Said; problem?: Said; wrong?: Said }>;
};

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("pledges.read");
  return { title: words(lang, "pledges")("one") };
}

/** One pledge: who it is, what is kept about it, what happened, and what can be done. */
export default async function PledgePage({ params, searchParams }: Props) {
  const scope = await requireScope("pledges.read");
  const { pledge: id } = await params;
  const found = await onePledge(scope, id);
  const t = words(scope.lang, "pledges");
  if (!found)
    return (
      <DeskFrame
        scope={scope}
        current="pledges"
        title={t("one")}
        beside={<Back scope={scope} href={listAddress({ filter: {} })} />}
      >
        <p className="desk-empty">{t("notFound")}</p>
      </DeskFrame>
    );
  const { pledge, story, neighbours, names } = found;
  const { slug: campaign, year } = pledge;
  const here = await deskEdition(scope, "pledges.read", { campaign, year });
  const choices = here && (await pledgeChoices(scope, here.edition.id));
  const { done, problem, wrong } = await searchParams;
  const view = { locale: scope.lang, pledge, choices: choices ?? { teams: [], events: [], imports: [] } };
  const back = listAddress({ campaign, year: String(year), filter: {} });
  return (
    <DeskFrame
      scope={scope}
      current="pledges"
      title={pledge.name ?? t("list.noName")}
      beside={<Back scope={scope} href={back} />}
    >
      <Outcome locale={scope.lang} done={done} problem={problem} />
      <div className="desk-grid">
        <div className="desk-column">
          <WhoPanel {...view} isWhole={seesAddresses(scope)} />
          <WhatPanel {...view} />
          <Neighbours locale={scope.lang} neighbours={neighbours} />
        </div>
        <div className="desk-column">
          {may(scope, "pledges.change") && (
            <DeedsPanel {...view} scope={scope} wrong={wrong ? await typedWrong(scope, id) : null} />
          )}
          <StoryPanel {...view} story={story} names={names} />
        </div>
      </div>
    </DeskFrame>
  );
}

/** What he typed and could not be taken, if it was about this pledge. */
async function typedWrong(scope: Scope, id: string) {
  const memory = recall("pledge", scope.sessionId, (await headers()).get("cookie"), now());
  return memory?.pledge === id ? memory : null;
}

function Back({ scope, href }: { scope: Scope; href: string }) {
  return (
    <p className="desk-moment">
      <a href={href}>{words(scope.lang, "pledges")("back")}</a>
    </p>
  );
}

function Outcome({ locale, done, problem }: { locale: Locale; done: Said; problem: Said }) {
  const t = words(locale, "pledges");
  const said = texts(locale, "pledges");
  return (
    <>
      {isKey(said.done, done) && (
        <p className="desk-said" role="status">
          {t(`done.${done}`)}
        </p>
      )}
      {isKey(said.problem, problem) && (
        <p className="desk-said wrong" role="alert">
          {t(`problem.${problem}`)}
        </p>
      )}
    </>
  );
}

/** What an address asks to be said is said only when there are words for it. */
function isKey<Words extends object>(known: Words, key: unknown): key is keyof Words & string {
  return typeof key === "string" && Object.hasOwn(known, key);
}
