import "../styles/editing.css";
import type { ReactNode } from "react";
import { type Locale, words } from "#lib/words.ts";
import { LiveForm } from "./live-form.tsx";

type Props = {
  locale: Locale;
  /** The address of the handler, which answers by `answerEdit`. */
  action: string;
  /** The revision that the fields inside show. */
  revision: number;
  /** The page of the form, for whoever keeps what somebody else has saved. */
  keep: string;
  /** What the button says. */
  save: string;
  /** Further buttons, beside it; with a name and value of their own. */
  beside?: ReactNode;
  className?: string;
  /** Ordinary fields. The id of each is its name. */
  children: ReactNode;
};

/**
 * A form in which two people may be at once. With script it is sent without leaving the page, and says at the fields what is
 * wrong, or shows both versions; without script its handler answers with a page that does.
 */
export function EditForm({ locale, ...props }: Props) {
  const t = words(locale, "editing");
  const texts = {
    problemsTitle: t("problemsTitle"),
    problemsText: t("problemsText"),
    saving: t("saving"),
    conflictTitle: t("conflictTitle"),
    conflictSame: t("conflictSame"),
    field: t("field"),
    mine: t("mine"),
    theirs: t("theirs"),
    takeTheirs: t("takeTheirs"),
    takeTheirsOf: t.raw("takeTheirsOf"),
    overwrite: t("overwrite"),
    keep: t("keep"),
    empty: t("empty"),
    failed: t("failed"),
  };
  const signedOut = t.rich("signedOut", {
    link: (chunks) => (
      <a href="/organize/sign-in" target="_blank" rel="noopener">
        {chunks}
      </a>
    ),
  });
  return <LiveForm texts={texts} signedOut={signedOut} {...props} />;
}
