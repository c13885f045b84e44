import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { QrCode } from "#components/qr-code.tsx";
import { now } from "#lib/clock.ts";
import { env } from "#lib/env.ts";
import { recall } from "#lib/organizers/memories.ts";
import { addressOf } from "#lib/organizers/queries.ts";
import { currentlySignedIn } from "#lib/organizers/session.ts";
import { appUri } from "#lib/organizers/totp.ts";
import { words } from "#lib/words.ts";
import { Door } from "../../door.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const who = await currentlySignedIn();
  return { title: words(who?.lang ?? "en", "organizers")("titles.app") };
}

/** The new secret as a picture and as text, and the field for the first code. */
export default async function AppPage({ searchParams }: Props) {
  const who = await currentlySignedIn();
  if (!who) redirect("/organize/sign-in");
  const pending = recall("app", who.sessionId, (await headers()).get("cookie"), now());
  if (!pending) redirect("/organize/second-factor");
  const t = words(who.lang, "organizers");
  const isWrong = "wrong" in (await searchParams);
  const uri = appUri(pending.secret, { site: env().publicUrl.host, address: await addressOf(who) });
  return (
    <Door locale={who.lang} title={t("titles.app")}>
      <p>{t("app.scan")}</p>
      <QrCode text={uri} label={t("app.qr")} />
      <p>
        <span className="label">{t("app.key")}</span>
        <br />
        <code className="door-key">{pending.secret.match(/.{1,4}/g)?.join(" ")}</code>
      </p>
      <form method="post" action="/organize/second-factor/app/confirm">
        <div className={isWrong ? "field wrong" : "field"}>
          <label className="label" htmlFor="code">
            {t("app.code")}
          </label>
          <p className="help" id="code-help">
            {t("app.then")}
          </p>
          {isWrong && (
            <p className="error" id="code-error" role="alert">
              {t("app.wrong")}
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
            aria-describedby={isWrong ? "code-help code-error" : "code-help"}
            aria-invalid={isWrong || undefined}
            required
          />
        </div>
        <button className="button" type="submit">
          {t("app.button")}
        </button>
      </form>
      <p>
        <a href="/organize/second-factor">{t("app.cancel")}</a>
      </p>
    </Door>
  );
}
