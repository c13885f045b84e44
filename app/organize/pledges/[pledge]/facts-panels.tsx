import type { ReactNode } from "react";
import { listAddress } from "#lib/organizers/pledges/addresses.ts";
import type { PledgeChoices } from "#lib/organizers/pledges/choices.ts";
import type { PledgeFilter } from "#lib/organizers/pledges/filter.ts";
import type { WholePledge } from "#lib/organizers/pledges/one.ts";
import { placeName } from "#lib/places/names.ts";
import { type Locale, moment, texts, words } from "#lib/words.ts";
import { sourceText } from "../pledge-table.tsx";
import { reasonText } from "../view.ts";

export type PledgeView = { locale: Locale; pledge: WholePledge; choices: PledgeChoices };
type Fact = [label: string, value: ReactNode];

/** Who he is, as far as this organizer may see it. */
export function WhoPanel({ locale, pledge, isWhole }: PledgeView & { isWhole: boolean }) {
  const t = words(locale, "pledges");
  const when = (at: Date) => moment(locale, at, pledge.timeZone);
  if (pledge.erasedAt)
    return (
      <section className="desk-panel">
        <h2>{t("who.title")}</h2>
        <p>{t("who.erased", { when: when(pledge.erasedAt) })}</p>
      </section>
    );
  const choice = t(`display.${pledge.display}`);
  const facts: Fact[] = [
    [t("who.name"), pledge.name ?? t("who.none")],
    [t(isWhole ? "who.address" : "who.addressMasked"), pledge.address ?? t("who.none")],
    [t("who.birthYear"), pledge.birthYear ?? t("who.none")],
    ...(pledge.minor ? [[t("who.minor"), t("who.minorYes")] satisfies Fact] : []),
    [
      t("who.display"),
      pledge.nameHiddenAt ? t("who.hiddenBy", { when: when(pledge.nameHiddenAt), choice }) : choice,
    ],
    [t("who.lang"), texts(locale, "pledges").who.langs[pledge.lang as "en"] ?? pledge.lang],
  ];
  return <FactsPanel title={t("who.title")} facts={facts} />;
}

/** Everything else that is kept. What a crowd can have in common leads to the list of those who have it, too. */
export function WhatPanel({ locale, pledge, choices }: PledgeView) {
  const t = words(locale, "pledges");
  const when = (at: Date) => moment(locale, at, pledge.timeZone);
  const list = (filter: PledgeFilter, text: string) => (
    <a href={listAddress({ campaign: pledge.slug, year: String(pledge.year), filter })}>{text}</a>
  );
  const { domain, ipPrefix, importId, team, event } = pledge;
  const came: Fact[] = [
    [t("what.came"), sourceText(locale, sourceOf(pledge), choices)],
    ...(team ? [[t("where.team"), list({ team }, team)] satisfies Fact] : []),
    ...(event ? [[t("filter.event"), list({ event }, event)] satisfies Fact] : []),
    ...(pledge.share
      ? [[t("what.sharePosted"), <code key="share">{pledge.share}</code>] satisfies Fact]
      : []),
    ...(importId ? [[t("what.import"), list({ import: importId }, importId)] satisfies Fact] : []),
  ];
  const facts: Fact[] = [
    [
      t("list.state"),
      <span key="state" className={`pledge-state ${pledge.state}`}>
        {t(`state.${pledge.state}`)}
      </span>,
    ],
    ...(pledge.reason ? [[t("what.reason"), reasonText(locale, pledge.reason)] satisfies Fact] : []),
    ...(pledge.heldFor.length > 0
      ? [[t("what.heldFor"), pledge.heldFor.map((code) => heldText(locale, code)).join(", ")] satisfies Fact]
      : []),
    [t("what.edition"), `${pledge.campaign} ${pledge.year}`],
    [t("what.place"), placeName(pledge, locale)],
    [t("what.stance"), t(`stance.${pledge.stance}`)],
    [
      t("what.evidence"),
      pledge.evidence ? t(`evidence.${pledge.evidence as "email"}`) : t("what.evidenceNone"),
    ],
    [t("what.agreed"), `${when(pledge.agreedAt)} · ${t("what.version", { version: pledge.textVersion })}`],
    [t("what.news"), pledge.newsAt ? t("what.newsYes", { when: when(pledge.newsAt) }) : t("what.no")],
    [t("what.renew"), pledge.renewAt ? t("what.newsYes", { when: when(pledge.renewAt) }) : t("what.no")],
    ...came,
    ...(domain ? [[t("what.domain"), list({ domain }, domain)] satisfies Fact] : []),
    [t("what.prefix"), ipPrefix ? list({ prefix: ipPrefix }, ipPrefix) : t("what.prefixNone")],
    ...(pledge.shareCode
      ? [
          [
            t("what.share"),
            <a key="own" href={`/s/${pledge.shareCode}`}>{`/s/${pledge.shareCode}`}</a>,
          ] satisfies Fact,
        ]
      : []),
    [t("what.id"), <code key="id">{pledge.id}</code>],
  ];
  return <FactsPanel title={t("what.title")} facts={facts} />;
}

function FactsPanel({ title, facts }: { title: string; facts: Fact[] }) {
  return (
    <section className="desk-panel">
      <h2>{title}</h2>
      <dl className="pledge-facts">
        {facts.map(([label, value]) => (
          <Pair key={label} label={label} value={value} />
        ))}
      </dl>
    </section>
  );
}

function Pair({ label, value }: { label: string; value: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

function sourceOf({ importId, event, team, share }: WholePledge) {
  if (importId) return { kind: "import" as const };
  if (event) return { kind: "event" as const, slug: event };
  if (team) return { kind: "team" as const, slug: team };
  return { kind: share ? ("share" as const) : ("direct" as const) };
}

function heldText(locale: Locale, code: string): string {
  const t = words(locale, "pledges");
  return code === "by_hand" ? t("heldFor.by_hand") : t("heldFor.other", { code });
}
