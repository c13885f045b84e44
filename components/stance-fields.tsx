import { type Locale, words } from "#lib/words.ts";
import { Radios } from "./choices.tsx";

type Props = { locale: Locale; values: Record<string, string>; errors: Record<string, string> };

/** Whether he signs as one of the men counted. */
export function StanceField({ locale, values, errors }: Props) {
  const t = words(locale, "form");
  return (
    <Radios
      name="stance"
      legend={t("stance")}
      value={values.stance || "man"}
      error={errors.stance}
      choices={[
        { value: "man", label: t("man") },
        { value: "supporter", label: t("supporter"), help: t("supporterHelp") },
      ]}
    />
  );
}

/** How his name may be shown; unless he says otherwise, not at all. */
export function DisplayField({ locale, values, errors }: Props) {
  const t = words(locale, "form");
  return (
    <Radios
      name="display"
      legend={t("consents.display")}
      value={values.display || "hidden"}
      error={errors.display}
      choices={[
        { value: "hidden", label: t("hidden") },
        { value: "initial", label: t("initial") },
        { value: "full", label: t("full") },
      ]}
    />
  );
}
