import { type Locale, words } from "#lib/words.ts";
import { type Option, type OptionGroup, SelectField } from "./select-field.tsx";

export type PlaceOptions = { countries: Option[]; regions: OptionGroup[]; counties: Option[] };
type Props = {
  locale: Locale;
  options: PlaceOptions;
  values: Record<string, string>;
  errors: Record<string, string>;
};

/**
 * Country, region, county. All three stand there without script, each saying when it applies; with it,
 * public/islands/sign-form.js hides what does not.
 */
export function PlaceFields({ locale, options, values, errors }: Props) {
  const t = words(locale, "form");
  return (
    <>
      <SelectField
        name="country"
        label={t("country")}
        blank={t("choose")}
        value={values.country ?? ""}
        options={options.countries}
        error={errors.country}
        autoComplete="country"
        required
      />
      <SelectField
        name="region"
        label={t("region")}
        help={t("regionHelp")}
        blank={t("choose")}
        value={values.region ?? ""}
        groups={options.regions}
        error={errors.region}
        autoComplete="address-level1"
      />
      <SelectField
        name="county"
        label={t("county")}
        help={t("countyHelp")}
        optional={t("optional")}
        blank={t("choose")}
        value={values.county ?? ""}
        options={options.counties}
        error={errors.county}
      />
    </>
  );
}
