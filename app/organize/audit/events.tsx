import type { AuditEvent } from "#lib/audit/queries.ts";
import { type Locale, moment, words } from "#lib/words.ts";
import { factRows, sentenceOf } from "./sentences.ts";

type Props = { locale: Locale; events: AuditEvent[]; names: Map<string, string>; timeZone: string };

/** A list and no table: on a phone a sentence needs the whole line. */
export function Events({ locale, events, names, timeZone }: Props) {
  const t = words(locale, "audit");
  return (
    <section className="desk-panel" aria-label={t("count", { count: events.length })}>
      <ol className="audit-events">
        {events.map((event) => (
          <li key={event.id} id={event.id}>
            <p>{sentenceOf(locale, event, names)}</p>
            <p className="desk-note small">
              <time dateTime={event.at.toISOString()}>{moment(locale, event.at, timeZone)}</time>
              {event.ipPrefix && ` · ${t("from", { prefix: event.ipPrefix })}`}
            </p>
            <Changes locale={locale} event={event} names={names} />
            {event.note && (
              <p>
                <span className="desk-note">{t("note")}:</span> {event.note}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** "State: on → off", a line each; of what was not there before only what it is. */
function Changes({
  locale,
  event,
  names,
}: {
  locale: Locale;
  event: AuditEvent;
  names: Map<string, string>;
}) {
  const t = words(locale, "audit");
  const rows = factRows(locale, event.before, event.after, names);
  if (rows.length === 0) return null;
  return (
    <ul className="audit-changes" aria-label={t("changes")}>
      {rows.map(({ label, before, after }) => (
        <li key={label}>
          <span className="desk-note">{label}:</span> {before}
          {before && <span className="desk-note">{" → "}</span>}
          {after || <span className="desk-note">{t("nothing")}</span>}
        </li>
      ))}
    </ul>
  );
}
