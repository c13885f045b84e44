import type { Preview } from "#lib/organizers/bulk/preview.ts";
import { placeName } from "#lib/places/names.ts";
import { type Locale, moment, words } from "#lib/words.ts";

type Props = { locale: Locale; sample: Preview["sample"]; timeZone: string };

/** The newest pledges that a condition meets, each with the way to its story. */
export function SamplePanel({ locale, sample, timeZone }: Props) {
  const t = words(locale, "bulk");
  if (sample?.length === 0) return null;
  return (
    <section className="desk-panel wide" aria-labelledby="sample">
      <h2 id="sample">{t("sample")}</h2>
      {sample ? (
        <SampleTable locale={locale} sample={sample} timeZone={timeZone} />
      ) : (
        <p className="desk-note">{t("sampleTooLong")}</p>
      )}
    </section>
  );
}

function SampleTable({ locale, sample, timeZone }: Props & { sample: NonNullable<Props["sample"]> }) {
  const t = words(locale, "bulk");
  const pledges = words(locale, "pledges");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="desk-scroll" aria-labelledby="sample" tabIndex={0}>
      <table className="desk-table bulk-table">
        <caption>{t("sampleCaption", { count: sample.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("who")}</th>
            <th scope="col">{t("state")}</th>
            <th scope="col">{t("where")}</th>
            <th scope="col">{t("when")}</th>
          </tr>
        </thead>
        <tbody>
          {sample.map(({ id, name, address, state, submittedAt, ...placed }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`/organize/pledges/${id}`}>{name ?? t("erased")}</a>
                {address && <small>{address}</small>}
              </th>
              <td>{pledges(`state.${state}`)}</td>
              <td>{placeName(placed, locale)}</td>
              <td>{moment(locale, submittedAt, timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
