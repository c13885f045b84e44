import { describedBy } from "./field.tsx";

type Props = {
  action: string;
  locale: string;
  words: { label: string; help: string; submit: string; error?: string };
};

/** The six-digit code: cells for the eye, one field for the keyboard, the clipboard and the phone's own suggestion. */
export function CodeForm({ action, locale, words }: Props) {
  return (
    <form className="grid justify-items-start gap-4" method="post" action={action}>
      <input type="hidden" name="lang" value={locale} />
      <div className={words.error ? "field wrong" : "field"}>
        <label className="label" htmlFor="code">
          {words.label}
        </label>
        <p className="help" id="code-help">
          {words.help}
        </p>
        {words.error && (
          <p className="error" id="code-error" role="alert">
            {words.error}
          </p>
        )}
        <input
          className="code"
          id="code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9\s]{6,}"
          maxLength={12}
          required
          {...describedBy("code", words.help, words.error)}
        />
      </div>
      <button className="button great" type="submit">
        {words.submit}
      </button>
    </form>
  );
}
