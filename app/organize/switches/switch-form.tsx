"use client";

import { useActionState } from "react";
import type { Locale } from "#lib/words.ts";
import { changeSwitch } from "./actions.ts";

type Texts = {
  title: string;
  save: string;
  limit: number;
  fields: { lang: Locale; label: string; help: string; value: string }[];
};
type Props = {
  name: string;
  off: boolean;
  /** When it was last changed, as this page shows it: what was changed since is not overwritten. */
  seen: string;
  button: string;
  buttonLabel: string;
  texts: Texts | undefined;
};

/** Works without script, too: then the page comes back whole. */
export function SwitchForm({ name, off, seen, button, buttonLabel, texts }: Props) {
  const [outcome, act, isBusy] = useActionState(changeSwitch, null);
  const problem = outcome && (
    <p className="error" role="alert" id={`${name}-problem`}>
      {outcome.problem}
    </p>
  );
  return (
    <form action={act} className={texts ? "switch-form wide" : "switch-form"}>
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="seen" value={seen} />
      {!outcome?.lang && problem}
      {texts && (
        <fieldset className="group">
          <legend>{texts.title}</legend>
          <div className="switch-texts">
            {texts.fields.map(({ lang, label, help, value }) => (
              <div key={lang} className={outcome?.lang === lang ? "field wrong" : "field"}>
                <label className="label" htmlFor={`text_${lang}`}>
                  {label}
                </label>
                <p className="help" id={`text_${lang}-help`}>
                  {help}
                </p>
                {outcome?.lang === lang && problem}
                <textarea
                  key={outcome?.typed?.[lang] ?? value}
                  id={`text_${lang}`}
                  name={`text_${lang}`}
                  className="input"
                  lang={lang}
                  rows={4}
                  maxLength={texts.limit}
                  defaultValue={outcome?.typed?.[lang] ?? value}
                  aria-describedby={`text_${lang}-help`}
                  aria-invalid={outcome?.lang === lang || undefined}
                />
              </div>
            ))}
          </div>
        </fieldset>
      )}
      <div className="actions">
        <button
          className="button calm"
          type="submit"
          name="off"
          value={off ? "no" : "yes"}
          aria-label={buttonLabel}
          disabled={isBusy}
        >
          {button}
        </button>
        {texts && (
          <button
            className="button calm"
            type="submit"
            name="off"
            value={off ? "yes" : "no"}
            disabled={isBusy}
          >
            {texts.save}
          </button>
        )}
      </div>
    </form>
  );
}
