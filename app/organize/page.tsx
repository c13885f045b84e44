import type { Metadata } from "next";
import { TallyGroup } from "#components/tally-group.tsx";
import { env } from "#lib/env.ts";
import { words } from "#lib/words.ts";

const t = words("en", "organize");

// Made for each request: the front gives the desk's scripts a nonce, which a kept page would not carry.
export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: t("title") };

/** The organizers' desk, which has no door yet: says so, and what can be done without it. */
export default function DeskPage() {
  const hasInbox = env().isLocal && !env().smtpUrl;
  return (
    <main className="frame plain">
      <span className="tally-mark" aria-hidden="true">
        <TallyGroup />
      </span>
      <h1>{t("title")}</h1>
      <p>{t("text")}</p>
      <h2>{t("todayTitle")}</h2>
      <ul className="grid list-disc gap-2 ps-5">
        <li>
          <code>npm start</code> {t("start")}
        </li>
        <li>
          <code>npm run migrate</code> {t("migrate")}
        </li>
        <li>
          <a href="/readyz">/readyz</a> {t("ready")}
        </li>
        {hasInbox && (
          <li>
            <a href="/dev/mail">/dev/mail</a> {t("mail")}
          </li>
        )}
      </ul>
      <p>
        <a href="/">{t("back")}</a>
      </p>
    </main>
  );
}
