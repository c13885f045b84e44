import { Check } from "#components/choices.tsx";
import { ErrorSummary } from "#components/error-summary.tsx";
import { TextField } from "#components/field.tsx";
import { PlaceFields } from "#components/place-fields.tsx";
import { DisplayField, StanceField } from "#components/stance-fields.tsx";
import type { FormMemory } from "#lib/pledges/memories.ts";
import type { confirmView, PledgeAsPosted } from "#lib/pledges/queries.ts";
import { type Locale, path, words } from "#lib/words.ts";
import { fieldErrors, summaryWords } from "../../field-errors.ts";
import { placeOptions } from "../../place-options.ts";
import { TextSheet } from "../../text-sheet.tsx";

type Pending = Extract<Awaited<ReturnType<typeof confirmView>>, { state: "pending" }>;
type Props = {
  locale: Locale;
  token: string;
  view: Pending;
  memory: FormMemory | null;
  /** He pressed the button, but the pledge had changed since the page was made. */
  again: boolean;
};

/**
 * The pledge as it was posted, every part of it open to change, and one button. A stranger may have typed
 * it: what takes effect is only what stands here when its owner presses.
 */
export function ConfirmForm({ locale, token, view, memory, again }: Props) {
  const t = words(locale, "confirm");
  const form = words(locale, "form");
  const errors = fieldErrors(locale, memory?.errors ?? []);
  // What he typed stands alone: a box that he has unticked is missing there, and must not come back ticked.
  const values = memory && !memory.young ? memory.values : posted(view.pledge);
  const part = { locale, values, errors };
  return (
    <div className="grid gap-8">
      {Object.keys(errors).length > 0 && <ErrorSummary {...summaryWords(locale, errors)} />}
      {again && (
        <p className="note" role="status">
          {t("again")}
        </p>
      )}
      <div className="grid gap-3">
        <h1>{t("title")}</h1>
        <p>{t("text")}</p>
        <p className="quiet">
          {t.rich("stranger", {
            notme: (chunks) => <a href={path(locale, `/not-me/${token}`)}>{chunks}</a>,
          })}
        </p>
      </div>
      <TextSheet locale={locale} slug={view.slug} text={view.text} />
      <form className="form" method="post" action={`/confirm/${token}`}>
        <input type="hidden" name="lang" value={locale} />
        <input type="hidden" name="seen" value={view.seen} />
        <div className="group">
          <TextField
            name="name"
            label={form("name")}
            className="line"
            defaultValue={values.name}
            error={errors.name}
            autoComplete="name"
            spellCheck={false}
            dir="auto"
            required
          />
          <PlaceFields {...part} options={placeOptions(locale)} />
          <StanceField {...part} />
          {view.pledge.minor ? <p className="note">{t("minorText")}</p> : <Publicly {...part} />}
          <Check
            name="renew"
            label={form("consents.renew")}
            checked={values.renew === "on"}
            error={errors.renew}
          />
        </div>
        <button className="button great" type="submit">
          {t("button")}
        </button>
        <script type="module" src="/islands/sign-form.js" />
      </form>
    </div>
  );
}

function Publicly({ locale, values, errors }: Parameters<typeof DisplayField>[0]) {
  const form = words(locale, "form");
  return (
    <>
      <DisplayField locale={locale} values={values} errors={errors} />
      <Check name="news" label={form("consents.news")} checked={values.news === "on"} error={errors.news} />
    </>
  );
}

function posted(pledge: PledgeAsPosted): Record<string, string> {
  return {
    name: pledge.name,
    country: pledge.country,
    region: pledge.region ?? "",
    county: pledge.county ?? "",
    stance: pledge.stance,
    display: pledge.display,
    news: pledge.news ? "on" : "",
    renew: pledge.renew ? "on" : "",
  };
}
