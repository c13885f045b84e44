import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { landing } from "#lib/organizers/desk-form.ts";
import { insideDesk } from "#lib/organizers/next-page.ts";
import { currentlySignedIn } from "#lib/organizers/session.ts";
import { hasFactor, scopeOf, wasJustShown } from "#lib/organizers/sessions.ts";
import { words } from "#lib/words.ts";
import { Door } from "../door.tsx";
import { SetUp } from "./set-up.tsx";
import { Show } from "./show.tsx";

type Props = { searchParams: Promise<Partial<Record<"next" | "left" | "paused", string | string[]>>> };

export async function generateMetadata(): Promise<Metadata> {
  const who = await currentlySignedIn();
  return { title: words(who?.lang ?? "en", "organizers")("titles.factor") };
}

/** The second factor: shown by who has one, set up by who needs one. With `next` it is shown once more, before what is grave. */
export default async function SecondFactorPage({ searchParams }: Props) {
  const who = await currentlySignedIn();
  if (!who) redirect("/organize/sign-in");
  const asked = await searchParams;
  const next = insideDesk([asked.next].flat()[0]);
  const left = Number([asked.left].flat()[0]) || null;
  const scope = scopeOf(who);
  const t = words(who.lang, "organizers");
  if (hasFactor(who)) {
    if (scope && !next) redirect(landing(scope));
    return (
      <Door locale={who.lang} title={t("titles.factor")}>
        <p>{t(scope ? "factor.freshText" : "factor.showText")}</p>
        <Show who={who} next={next} left={left} isPaused={asked.paused !== undefined} />
      </Door>
    );
  }
  return (
    <Door locale={who.lang} title={t(scope && next ? "titles.factor" : "factor.setUpTitle")}>
      <SetUp
        locale={who.lang}
        later={scope ? (next ?? landing(scope)) : null}
        isStale={!(await wasJustShown(who.sessionId))}
      />
    </Door>
  );
}
