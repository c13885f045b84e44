import { describedBy, FieldFrame, type FieldText } from "./field.tsx";

export type Option = { value: string; label: string };
export type OptionGroup = { label: string; options: Option[] };

type Props = FieldText & {
  name: string;
  value: string;
  autoComplete?: string;
  required?: boolean;
  /** The choice that means nothing was chosen. */
  blank: string;
  options?: Option[];
  groups?: OptionGroup[];
};

/** A native select, flat or in groups. */
export function SelectField({
  name,
  value,
  autoComplete,
  required,
  blank,
  options = [],
  groups = [],
  ...text
}: Props) {
  return (
    <FieldFrame name={name} {...text}>
      <select
        id={name}
        name={name}
        className="input"
        defaultValue={value}
        autoComplete={autoComplete}
        required={required}
        {...describedBy(name, text.help, text.error)}
      >
        <option value="">{blank}</option>
        <Options options={options} />
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            <Options options={group.options} />
          </optgroup>
        ))}
      </select>
    </FieldFrame>
  );
}

function Options({ options }: { options: Option[] }) {
  return options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.label}
    </option>
  ));
}
