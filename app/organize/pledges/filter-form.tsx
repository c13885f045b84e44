import { TextField } from "#components/field.tsx";
import { SelectField } from "#components/select-field.tsx";
import { listAddress } from "#lib/organizers/pledges/addresses.ts";
import type { PledgeChoices } from "#lib/organizers/pledges/choices.ts";
import { DISPLAYS, EVIDENCE, type FilterName, STANCES, STATES } from "#lib/organizers/pledges/filter.ts";
import { shortDay, words } from "#lib/words.ts";
import { placeOptions } from "../../l/[locale]/place-options.ts";
import { type ListView, placeOfCode, shortMoment } from "./view.ts";

type Props = ListView & {
  choices: PledgeChoices;
  wrong: FilterName[];
  /** A search is on, which the filter narrows down. */
  isFound: boolean;
};

/** A plain GET form: what it asks for stands in the address. */
export function FilterForm({ locale, here, timeZone, choices, wrong, isFound }: Props) {
  const t = words(locale, "pledges");
  const f = words(locale, "form");
  const { filter, campaign, year, find } = here;
  const isFiltered = Object.keys(filter).length > 0;
  const places = placeOptions(locale);
  const any = t("filter.any");
  return (
    <details className="audit-box pledges-filter" open={wrong.length > 0}>
      <summary>
        {t("filter.title")}
        {isFiltered && <b>{`: ${filterTexts(locale, here, choices, timeZone).join(" · ")}`}</b>}
      </summary>
      <form className="audit-filter" method="get" action="/organize/pledges">
        {wrong.length > 0 && (
          <p className="error" role="alert">
            {t("filter.wrong", { names: wrong.map((name) => t(`filter.${name}`)).join(", ") })}
          </p>
        )}
        <input type="hidden" name="campaign" value={campaign} />
        <input type="hidden" name="year" value={year} />
        {isFound && <input type="hidden" name="find" value={find} />}
        <SelectField
          name="state"
          label={t("filter.state")}
          blank={any}
          value={filter.state ?? ""}
          options={STATES.toReversed().map((state) => ({ value: state, label: t(`states.${state}`) }))}
        />
        <SelectField
          name="place"
          label={t("filter.place")}
          blank={any}
          value={filter.place ?? ""}
          groups={[
            ...places.regions,
            { label: f("county"), options: places.counties },
            { label: f("country"), options: places.countries },
          ]}
        />
        <SelectField
          name="stance"
          label={t("filter.stance")}
          blank={any}
          value={filter.stance ?? ""}
          options={STANCES.map((stance) => ({ value: stance, label: t(`stance.${stance}`) }))}
        />
        <SelectField
          name="evidence"
          label={t("filter.evidence")}
          blank={any}
          value={filter.evidence ?? ""}
          options={EVIDENCE.map((evidence) => ({ value: evidence, label: t(`evidence.${evidence}`) }))}
        />
        <TextField
          name="domain"
          label={t("filter.domain")}
          defaultValue={filter.domain}
          maxLength={255}
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextField
          name="prefix"
          label={t("filter.prefix")}
          defaultValue={filter.prefix}
          maxLength={50}
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextField name="from" type="date" label={t("filter.from")} defaultValue={filter.from} />
        <TextField name="until" type="date" label={t("filter.until")} defaultValue={filter.until} />
        <SelectField
          name="display"
          label={t("filter.display")}
          blank={any}
          value={filter.display ?? ""}
          options={DISPLAYS.map((display) => ({ value: display, label: t(`display.${display}`) }))}
        />
        {choices.teams.length > 0 && (
          <SelectField
            name="team"
            label={t("filter.team")}
            blank={any}
            value={filter.team ?? ""}
            options={choices.teams.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        )}
        {choices.events.length > 0 && (
          <SelectField
            name="event"
            label={t("filter.event")}
            blank={any}
            value={filter.event ?? ""}
            options={choices.events.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        )}
        {choices.imports.length > 0 && (
          <SelectField
            name="import"
            label={t("filter.import")}
            blank={any}
            value={filter.import ?? ""}
            options={choices.imports.map(({ id, createdAt }) => ({
              value: id,
              label: t("filter.importOf", { when: shortMoment(locale, createdAt, timeZone) }),
            }))}
          />
        )}
        <div className="actions">
          <button className="button calm" type="submit">
            {t("filter.show")}
          </button>
          {isFiltered && (
            <a
              className="button calm"
              href={listAddress({
                ...(campaign && { campaign }),
                ...(year && { year }),
                ...(isFound && find && { find }),
                filter: {},
              })}
            >
              {t("filter.clear")}
            </a>
          )}
        </div>
        <p className="desk-note wide">{t("filter.days", { zone: timeZone })}</p>
      </form>
    </details>
  );
}

/** What is filtered by, in words: the form itself stays folded, so that the list is in sight. */
function filterTexts(
  locale: ListView["locale"],
  { filter }: Pick<ListView["here"], "filter">,
  { teams, events, imports }: PledgeChoices,
  timeZone: string,
): string[] {
  const t = words(locale, "pledges");
  const { state, place, stance, evidence, display, domain, prefix, from, until, team, event } = filter;
  const list = imports.find(({ id }) => id === filter.import);
  return [
    state && t(`states.${state}`),
    place && placeOfCode(place, locale),
    stance && t(`stance.${stance}`),
    evidence && t(`evidence.${evidence}`),
    display && `${t("filter.display")}: ${t(`display.${display}`)}`,
    domain,
    prefix,
    from && `${t("filter.from")} ${shortDay(locale, from)}`,
    until && `${t("filter.until")} ${shortDay(locale, until)}`,
    team && (teams.find(({ slug }) => slug === team)?.name ?? team),
    event && (events.find(({ slug }) => slug === event)?.name ?? event),
    list
      ? t("filter.importOf", { when: shortMoment(locale, list.createdAt, timeZone) })
      : filter.import && t("filter.import"),
  ].filter((text): text is string => Boolean(text));
}
