import { QrCode } from "#components/qr-code.tsx";
import { env } from "#lib/env.ts";
import type { Team } from "#lib/organizers/teams/team-of.ts";
import { type Locale, words } from "#lib/words.ts";
import { CopyButton } from "./copy-button.tsx";

/** The team's own link and its code to scan: whoever signs by them counts with the team. */
export function SharePanel({ locale, team }: { locale: Locale; team: Team }) {
  const t = words(locale, "teamDesk");
  const link = new URL(`/c/${team.campaign}?team=${team.slug}`, env().publicUrl).href;
  return (
    <section className="desk-panel team-share" aria-labelledby="team-share">
      <h2 id="team-share">{t("share")}</h2>
      <p>{t("shareText")}</p>
      <p>
        <a className="team-link" href={link}>
          {link.replace(/^https?:\/\//, "")}
        </a>
      </p>
      <CopyButton text={link} label={t("copy")} done={t("copied")} />
      <QrCode text={link} label={t("qr", { team: team.name })} />
      <p className="desk-note">{t("print")}</p>
    </section>
  );
}
