import type { Scope } from "#lib/organizers/scope.ts";
import { words } from "#lib/words.ts";
import { DeskFrame } from "../desk-frame.tsx";

/** What was asked for is not there: it was removed, or its link lost its end. */
export function NothingHere({ scope }: { scope: Scope }) {
  const t = words(scope.lang, "contents");
  return (
    <DeskFrame scope={scope} current="contents" title={t("title")}>
      <p className="desk-empty">
        {t("nothing")} <a href="/organize/contents">{t("back")}</a>
      </p>
    </DeskFrame>
  );
}
