import type { ReactNode } from "react";
import type { EntryOf, MailOf, MailState, StoryEvent } from "#lib/organizers/pledges/story.ts";
import { placeName } from "#lib/places/names.ts";
import { type Locale, moment, number, texts, words } from "#lib/words.ts";
import { factRows, sentenceOf } from "../../audit/sentences.ts";
import { reasonText } from "../view.ts";
import type { PledgeView } from "./facts-panels.tsx";

type Names = Map<string, string>;
type Told = { title: string; lines: ReactNode[] };

/** Everything that happened, in its order. */
export function StoryPanel({
  locale,
  pledge,
  story,
  names,
}: PledgeView & { story: StoryEvent[]; names: Names }) {
  const t = words(locale, "pledges");
  // The log names what was done to by its id; here there is only one.
  const here = new Map([...names, [pledge.id, t("story.this")]]);
  return (
    <section className="desk-panel">
      <h2>{t("story.title")}</h2>
      <ol className="pledge-story">
        {story.map((event) => {
          const { title, lines } = tell(event, {
            locale,
            timeZone: pledge.timeZone,
            names: here,
            evidence: pledge.evidence,
          });
          return (
            <li key={`${event.kind} ${event.at.toISOString()} ${idOf(event)}`} className={event.kind}>
              <b>{title}</b>
              <time className="desk-note" dateTime={event.at.toISOString()}>
                {moment(locale, event.at, pledge.timeZone)}
              </time>
              {lines.filter(Boolean).map((line) => (
                <span key={String(line)}>{line}</span>
              ))}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

type Context = { locale: Locale; timeZone: string; names: Names; evidence: string | null };

function tell(event: StoryEvent, context: Context): Told {
  const { locale, names, evidence } = context;
  const t = words(locale, "pledges");
  switch (event.kind) {
    case "signed":
      return { title: t("story.signed"), lines: [t("story.signedText")] };
    case "confirmed":
      return {
        title: t("story.confirmed"),
        lines: [
          evidence === "email"
            ? t("story.confirmedEmail")
            : t("story.confirmedOther", { evidence: t(`evidence.${(evidence ?? "email") as "email"}`) }),
        ],
      };
    case "held":
    case "erased":
      return { title: t(`story.${event.kind}`), lines: [] };
    case "mail":
      return tellMail(event.mail, event.state, context);
    case "entry":
      return tellEntry(event.entry, locale);
    case "deed":
      return {
        title: sentenceOf(locale, event.deed, names),
        lines: factRows(locale, event.deed.before, event.deed.after, names).map(
          ({ label, before, after }) => `${label}: ${before ? `${before} → ` : ""}${reasonOr(locale, after)}`,
        ),
      };
    case "run":
      return {
        title: t(event.run.outcome === "already" ? "story.runAlready" : "story.run", {
          name: event.run.name,
        }),
        lines: [],
      };
    case "run_undone":
      return {
        title: t("story.runUndone", { name: event.run.name }),
        lines: [t(`story.runUndoneText.${event.run.undone as "reinstated"}`)],
      };
  }
}

function tellMail(mail: MailOf, state: MailState, { locale, timeZone }: Context): Told {
  const t = words(locale, "pledges");
  const isKnown = Object.hasOwn(texts(locale, "pledges").story.mail, mail.kind);
  const when = moment(locale, mail.sentAt ?? mail.failedAt ?? mail.nextTryAt, timeZone);
  return {
    title: isKnown ? t(`story.mail.${mail.kind as "verify"}`) : t("story.mail.other", { kind: mail.kind }),
    lines: [
      [
        t(`story.mailState.${state}`, { when }),
        mail.attempts > 1 && t("story.attempts", { count: mail.attempts }),
      ]
        .filter(Boolean)
        .join(" · "),
      mail.lastError && t("story.error", { code: mail.lastError }),
    ],
  };
}

function tellEntry(entry: EntryOf, locale: Locale): Told {
  const t = words(locale, "pledges");
  const isKnown = Object.hasOwn(texts(locale, "pledges").story.entry, entry.kind);
  const adds = ["verified", "renewed", "reinstated"].includes(entry.kind);
  const reason =
    entry.reason === "held" ? t("story.entryHeld") : entry.reason && reasonText(locale, entry.reason);
  const counted =
    entry.position === null ? t("story.positionNone") : t("story.position", { position: entry.position });
  return {
    title: isKnown
      ? t(`story.entry.${entry.kind as "verified"}`)
      : t("story.entry.other", { kind: entry.kind }),
    lines: [
      t("story.entryWhere", {
        stance: t(`stance.${entry.stance as "man"}`),
        place: placeName(entry, locale),
        evidence: t(`evidence.${entry.evidence as "email"}`),
      }),
      reason && t("story.entryReason", { reason }),
      [
        adds && entry.number !== null && t("story.number", { number: number(locale, entry.number) }),
        counted,
        entry.leaf === null ? t("story.leafNone") : t("story.leaf", { leaf: entry.leaf }),
      ]
        .filter(Boolean)
        .join(" · "),
      `${t("story.id")} ${entry.id}`,
    ],
  };
}

/** The log keeps a reason as its code. */
function reasonOr(locale: Locale, text: string): string {
  return Object.hasOwn(texts(locale, "integrity"), `reason_${text}`) ? reasonText(locale, text) : text;
}

function idOf(event: StoryEvent): string {
  if (event.kind === "mail") return event.mail.id;
  if (event.kind === "entry") return event.entry.id;
  if (event.kind === "deed") return event.deed.id;
  return event.kind === "run" || event.kind === "run_undone" ? event.run.runId : "";
}
