import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { TextField } from "#components/field.tsx";
import { env } from "#lib/env.ts";
import { landing } from "#lib/organizers/desk-form.ts";
import { insideDesk } from "#lib/organizers/next-page.ts";
import { currentScope } from "#lib/organizers/session.ts";
import { type Locale, preferredLocale, words } from "#lib/words.ts";
import { Door } from "../door.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function browserLocale(): Promise<Locale> {
  return preferredLocale((await headers()).get("accept-language"));
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: words(await browserLocale(), "organizers")("titles.signIn") };
}

/** Asks for a link by mail. What it answers is the same for every address. */
export default async function SignInPage({ searchParams }: Props) {
  const asked = await searchParams;
  const locale = await browserLocale();
  const t = words(locale, "organizers");
  if ("sent" in asked) return <Sent locale={locale} />;
  const next = insideDesk([asked.next].flat()[0]);
  const scope = await currentScope();
  if (scope) redirect(next ?? landing(scope));
  return (
    <Door locale={locale} title={t("titles.signIn")}>
      {"out" in asked && (
        <p className="door-note" role="status">
          {t("signIn.out")}
        </p>
      )}
      {"over" in asked && (
        <p className="door-note wrong" role="alert">
          {t("signIn.over")}
        </p>
      )}
      <p>{t("signIn.text")}</p>
      <form method="post" action="/organize/sign-in/send">
        {next && <input type="hidden" name="next" value={next} />}
        <TextField
          name="email"
          label={t("signIn.email")}
          error={asked.problem === "address" ? t("signIn.address") : undefined}
          type="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <button className="button" type="submit">
          {t("signIn.button")}
        </button>
      </form>
    </Door>
  );
}

function Sent({ locale }: { locale: Locale }) {
  const t = words(locale, "organizers");
  const { isLocal, smtpUrl } = env();
  return (
    <Door locale={locale} title={t("signIn.sentTitle")}>
      <p>{t("signIn.sentText")}</p>
      <p className="quiet">{t("signIn.sentMore")}</p>
      {isLocal && !smtpUrl && (
        <p>
          <a href="/dev/mail">{t("signIn.inbox")}</a>
        </p>
      )}
      <p>
        <a href="/organize/sign-in">{t("signIn.again")}</a>
      </p>
    </Door>
  );
}
