import { type Held, SHOWN_UP_TO } from "#lib/organizers/held/queue.ts";
import { type Sign, signsOf } from "#lib/organizers/held/signs-rules.ts";
import { placeName } from "#lib/places/names.ts";
import { type Locale, moment, number, texts, words } from "#lib/words.ts";

type Props = { locale: Locale; held: Held; timeZone: string; now: Date };

const DAY = 86_400_000;

/** Who it is, and what speaks for him and against him. */
export function HeldOne({ locale, held, timeZone, now }: Props) {
  const t = words(locale, "held");
  const pledges = words(locale, "pledges");
  const days = Math.floor((now.getTime() - held.heldAt.getTime()) / DAY);
  const rows: [string, string | null][] = [
    [t("why"), held.heldFor.map((code) => reasonText(locale, code)).join(", ") || null],
    [t("heldSince"), `${moment(locale, held.heldAt, timeZone)} (${t("ago", { days })})`],
    [t("address"), held.address],
    [t("from"), placeName(held, locale)],
    [t("stands"), pledges(`stance.${held.stance}`) + (held.minor ? `, ${t("minor")}` : "")],
    [t("signed"), moment(locale, held.submittedAt, timeZone)],
    [t("confirmed"), held.verifiedAt ? moment(locale, held.verifiedAt, timeZone) : t("notConfirmed")],
    [t("network"), held.network],
  ];
  return (
    <section className="desk-panel held-who" aria-labelledby="who">
      <h2 id="who">{held.name ?? t("noName")}</h2>
      <dl>
        {rows.map(
          ([label, value]) =>
            value && (
              <div key={label} className="contents">
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <p>
        <a href={`/organize/pledges/${held.id}`}>{t("story")}</a>
      </p>
    </section>
  );
}

export function HeldSigns({ locale, held }: { locale: Locale; held: Held }) {
  const t = words(locale, "held");
  return (
    <section className="desk-panel" aria-labelledby="signs">
      <h2 id="signs">{t("signs")}</h2>
      <ul className="held-signs">
        {signsOf(held.facts).map((sign) => (
          <li key={sign.kind} className={sign.speaks}>
            <b>{t(`speaks.${sign.speaks}`)}</b>
            <span>{signText(locale, sign, held)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function signText(locale: Locale, { kind, count, speaks }: Sign, held: Held): string {
  const t = words(locale, "held");
  if (kind === "isConfirmed" && speaks === "neither") return t("sign.isConfirmedNot");
  if (kind === "nearNetwork" && held.network === null) return t("sign.nearNetworkNone");
  if (count === null) return t(`sign.${kind as "isConfirmed"}`);
  const most = Math.min(500, SHOWN_UP_TO);
  const shown = number(locale, count);
  return t(`sign.${kind as "nearDomain"}`, {
    count,
    shown: count >= most ? t("atLeast", { count: shown }) : shown,
  });
}

function reasonText(locale: Locale, code: string): string {
  const known: Record<string, string> = texts(locale, "held").heldFor;
  return known[code] && code !== "other" ? known[code] : code;
}
