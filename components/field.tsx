import type { InputHTMLAttributes, ReactNode } from "react";

export type FieldText = { label: string; help?: string; optional?: string; error?: string };
type FrameProps = FieldText & { name: string; children: ReactNode };
type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "style"> &
  FieldText & { name: string };

/** A text field with its label above, its help under the label, and its error tied to it. */
export function TextField({ label, help, optional, error, name, className, ...input }: InputProps) {
  return (
    <FieldFrame name={name} label={label} help={help} optional={optional} error={error}>
      <input
        id={name}
        name={name}
        className={className ? `input ${className}` : "input"}
        {...describedBy(name, help, error)}
        {...input}
      />
    </FieldFrame>
  );
}

/** Label, help and error around one control whose id is the field's name. */
export function FieldFrame({ name, label, help, optional, error, children }: FrameProps) {
  return (
    <div className={error ? "field wrong" : "field"}>
      <label className="label" htmlFor={name}>
        {label}
        {optional && <span className="quiet font-normal"> ({optional})</span>}
      </label>
      {help && (
        <p className="help" id={`${name}-help`}>
          {help}
        </p>
      )}
      {error && (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

/** The attributes that tie a control to its help and error (WCAG 1.3.1, 3.3.1). */
export function describedBy(name: string, help?: string, error?: string) {
  const ids = [help && `${name}-help`, error && `${name}-error`].filter(Boolean).join(" ");
  return { "aria-describedby": ids || undefined, "aria-invalid": error ? (true as const) : undefined };
}
