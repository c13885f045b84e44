import type { ReactNode } from "react";
import { TextField } from "#components/field.tsx";
import type { EditableEdition } from "#lib/campaigns/edit-edition.ts";
import type { EditionField, Lock } from "#lib/campaigns/edition-rules.ts";
import { editionValues, STRETCH_FIELDS } from "#lib/organizers/editions/fields.ts";
import { type Locale, moment, number, words } from "#lib/words.ts";
import { ZoneField } from "./zone-field.tsx";

type Props = {
  locale: Locale;
  edition: EditableEdition;
  locks: Partial<Record<EditionField, Lock>>;
};

const numeric = { inputMode: "numeric", autoComplete: "off", className: "short" } as const;

/** The fields of an edition in three groups. What can no longer be changed stands there as text, with the reason. */
export function EditionFields({ locale, edition, locks }: Props) {
  const t = words(locale, "editions");
  const value = editionValues(edition);
  const clock = { zone: edition.timeZone };
  const fixed = (field: EditionField, label: string, shown: ReactNode) =>
    locks[field] && <Fixed label={label} value={shown} why={t(`locks.${locks[field]}`)} />;
  const told = (goal: number | null) => (goal === null ? t("noGoal") : number(locale, goal));
  return (
    <div className="edition-groups">
      <fieldset className="group">
        <legend>{t("groups.goal")}</legend>
        {fixed("goal", t("fields.goal"), told(edition.goal)) ?? (
          <TextField
            name="goal"
            label={t("fields.goal")}
            help={t("fields.goalHelp")}
            defaultValue={value.goal}
            required
            {...numeric}
          />
        )}
        {locks.stretchGoals ? (
          edition.stretchGoals.length > 0 && (
            <Fixed label={t("fields.stretch")} value={edition.stretchGoals.map(told).join(" · ")} />
          )
        ) : (
          <div className="field edition-stretch">
            <p className="label">{t("fields.stretch")}</p>
            <p className="help">{t("fields.stretchHelp")}</p>
            <div>
              {STRETCH_FIELDS.map((name, index) => (
                <input
                  key={name}
                  id={name}
                  name={name}
                  aria-label={t("fields.stretchN", { n: index + 1 })}
                  defaultValue={value[name]}
                  inputMode="numeric"
                  autoComplete="off"
                  className="input"
                />
              ))}
            </div>
          </div>
        )}
      </fieldset>
      <fieldset className="group">
        <legend>{t("groups.hours")}</legend>
        {fixed("opensAt", t("fields.opens"), moment(locale, edition.opensAt, edition.timeZone)) ?? (
          <TextField
            name="opens"
            type="datetime-local"
            label={t("fields.opens")}
            help={t("fields.hoursHelp", clock)}
            defaultValue={value.opens}
            required
          />
        )}
        {fixed("closesAt", t("fields.closes"), moment(locale, edition.closesAt, edition.timeZone)) ?? (
          <TextField
            name="closes"
            type="datetime-local"
            label={t("fields.closes")}
            help={t("fields.closesHelp", clock)}
            defaultValue={value.closes}
            required
          />
        )}
        {fixed("timeZone", t("fields.timeZone"), edition.timeZone) ?? (
          <ZoneField locale={locale} value={edition.timeZone} />
        )}
      </fieldset>
      <fieldset className="group">
        <legend>{t("groups.limits")}</legend>
        {fixed("shownFrom", t("fields.shownFrom"), told(edition.shownFrom)) ?? (
          <TextField
            name="shown_from"
            label={t("fields.shownFrom")}
            help={t("fields.shownFromHelp")}
            defaultValue={value.shown_from}
            required
            {...numeric}
          />
        )}
        {fixed("householdLimit", t("fields.householdLimit"), told(edition.householdLimit)) ?? (
          <TextField
            name="household_limit"
            label={t("fields.householdLimit")}
            help={t("fields.householdLimitHelp")}
            defaultValue={value.household_limit}
            required
            {...numeric}
          />
        )}
      </fieldset>
    </div>
  );
}

function Fixed({ label, value, why }: { label: string; value: ReactNode; why?: string }) {
  return (
    <dl className="edition-fixed">
      <dt className="label">{label}</dt>
      <dd>{value}</dd>
      {why && <dd className="help">{why}</dd>}
    </dl>
  );
}
