import { describedBy, FieldFrame } from "#components/field.tsx";

type Props = {
  name: string;
  label: string;
  help?: string;
  lang?: string;
  value: string;
  placeholder?: string;
  rows: number;
};

/** A field of several lines. */
export function LongField({ name, label, help, lang, value, placeholder, rows }: Props) {
  return (
    <FieldFrame name={name} label={label} help={help}>
      <textarea
        id={name}
        name={name}
        className="input"
        lang={lang}
        rows={rows}
        defaultValue={value}
        placeholder={placeholder}
        {...describedBy(name, help)}
      />
    </FieldFrame>
  );
}
