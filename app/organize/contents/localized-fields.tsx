import { describedBy, FieldFrame } from "#components/field.tsx";
import type { Localized } from "#lib/contents/localized.ts";
import { inLanguages } from "#lib/organizers/contents/fields.ts";
import type { Locale } from "#lib/words.ts";

type Props = {
  locale: Locale;
  name: string;
  label: string;
  help?: string;
  value: Localized;
  isLong?: boolean;
  maxLength: number;
};

/** The same text in each language, side by side where there is room. */
export function LocalizedFields({ locale, name, label, help, value, isLong = false, maxLength }: Props) {
  return (
    <div className="content-pair">
      {inLanguages(locale, name, label, isLong).map((field, index) => {
        const lang = field.lang as Locale;
        // The help stands once, above the first.
        const said = index === 0 ? help : undefined;
        const control = {
          id: field.name,
          name: field.name,
          lang,
          className: "input",
          maxLength,
          defaultValue: value[lang] ?? "",
          ...describedBy(field.name, said),
        };
        return (
          <FieldFrame key={lang} name={field.name} label={field.label} help={said}>
            {isLong ? <textarea rows={4} {...control} /> : <input type="text" {...control} />}
          </FieldFrame>
        );
      })}
    </div>
  );
}
