import { describedBy } from "./field.tsx";

type Choice = { value: string; label: string; help?: string };
type RadioProps = { name: string; legend: string; value: string; choices: Choice[]; error?: string };
type CheckProps = {
  name: string;
  label: string;
  help?: string;
  error?: string;
  checked?: boolean;
  required?: boolean;
};

/** One choice of several. The first carries the field's name as id, so that an error summary can link to it. */
export function Radios({ name, legend, value, choices, error }: RadioProps) {
  return (
    <fieldset className={error ? "choices field wrong" : "choices"} {...describedBy(name, undefined, error)}>
      <legend className="label">{legend}</legend>
      {error && (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      {choices.map((choice, index) => (
        <label className="choice" key={choice.value}>
          <input
            type="radio"
            id={index === 0 ? name : `${name}-${choice.value}`}
            name={name}
            value={choice.value}
            defaultChecked={choice.value === value}
          />
          <span>{choice.label}</span>
          {choice.help && <span className="help">{choice.help}</span>}
        </label>
      ))}
    </fieldset>
  );
}

/** A choice of its own, posted as `on` or not at all. */
export function Check({ name, label, help, error, checked, required }: CheckProps) {
  return (
    <div className={error ? "field wrong" : undefined}>
      {error && (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      <label className="choice">
        <input
          type="checkbox"
          id={name}
          name={name}
          value="on"
          defaultChecked={checked}
          required={required}
          {...describedBy(name, undefined, error)}
        />
        <span>{label}</span>
        {help && <span className="help">{help}</span>}
      </label>
    </div>
  );
}
