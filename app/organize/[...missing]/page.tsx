import type { Metadata } from "next";
import { requireScope } from "#lib/organizers/session.ts";
import { words } from "#lib/words.ts";
import { DeskFrame } from "../desk-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope(null);
  return { title: words(lang, "desk")("missing.title") };
}

/** Where nothing else of the desk is: the rail leads on. */
export default async function MissingDeskPage() {
  const scope = await requireScope(null);
  const t = words(scope.lang, "desk");
  return (
    <DeskFrame scope={scope} current={null} title={t("missing.title")}>
      <p className="desk-empty">{t("missing.text")}</p>
    </DeskFrame>
  );
}
