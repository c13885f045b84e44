import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { now } from "#lib/clock.ts";
import { recall } from "#lib/organizers/memories.ts";
import { currentlySignedIn } from "#lib/organizers/session.ts";
import { words } from "#lib/words.ts";
import { Door } from "../../door.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const who = await currentlySignedIn();
  return { title: words(who?.lang ?? "en", "organizers")("titles.codes") };
}

/** The ten recovery codes, until their owner says that he has them: the server itself keeps only their HMACs. */
export default async function CodesPage() {
  const who = await currentlySignedIn();
  if (!who) redirect("/organize/sign-in");
  const memory = recall("codes", who.sessionId, (await headers()).get("cookie"), now());
  if (!memory) redirect("/organize/account");
  const t = words(who.lang, "organizers");
  return (
    <Door locale={who.lang} title={t("titles.codes")}>
      <p>{t("codes.text")}</p>
      <ol className="door-codes">
        {memory.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <p className="quiet">{t("codes.print")}</p>
      <form method="post" action="/organize/second-factor/codes/kept">
        <button className="button" type="submit">
          {t("codes.button")}
        </button>
      </form>
    </Door>
  );
}
