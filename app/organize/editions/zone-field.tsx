import { FieldFrame } from "#components/field.tsx";
import { type Locale, words } from "#lib/words.ts";

/** Where most of these campaigns are. */
const USUAL = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
  "America/Anchorage",
  "Pacific/Honolulu",
  "America/Puerto_Rico",
];

/** Every time zone by its IANA name, those of the United States first. */
export function ZoneField({ locale, value }: { locale: Locale; value: string }) {
  const t = words(locale, "editions");
  const all = Intl.supportedValuesOf("timeZone");
  const others = all.filter((zone) => !USUAL.includes(zone));
  // A name that this Node does not list (an older one of the same zone) stays what it is.
  const listed = USUAL.includes(value) || others.includes(value) ? others : [value, ...others];
  return (
    <FieldFrame name="time_zone" label={t("fields.timeZone")} help={t("fields.timeZoneHelp")}>
      <select
        id="time_zone"
        name="time_zone"
        className="input"
        defaultValue={value}
        aria-describedby="time_zone-help"
      >
        <optgroup label={t("zones.usual")}>{USUAL.map(option)}</optgroup>
        <optgroup label={t("zones.all")}>{listed.map(option)}</optgroup>
      </select>
    </FieldFrame>
  );
}

function option(zone: string) {
  return (
    <option key={zone} value={zone}>
      {zone.replaceAll("_", " ")}
    </option>
  );
}
