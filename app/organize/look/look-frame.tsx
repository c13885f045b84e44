import "../../styles/account.css";
import "../../styles/look.css";
import type { ReactNode } from "react";
import { MEDIA_LIMITS, type MediaKind } from "#lib/campaigns/media-rules.ts";
import type { Scope } from "#lib/organizers/scope.ts";
import { texts, words } from "#lib/words.ts";
import { CampaignLinks } from "../campaign-links.tsx";
import { DeskFrame } from "../desk-frame.tsx";
import { oneOf } from "../one-of.ts";

const PARTS = [
  { part: "title", page: "/organize/look" },
  { part: "filmTitle", page: "/organize/look/film" },
  { part: "wordsTitle", page: "/organize/look/words" },
] as const;

export type Asked = Record<string, string | string[] | undefined>;
type Props = {
  scope: Scope;
  part: (typeof PARTS)[number]["part"];
  campaigns: { slug: string; name: string }[];
  current: string;
  asked: Asked;
  children: ReactNode;
};

/** A page about a part of the look: the ways to the others, the campaigns, and what has just been done or refused. */
export function LookFrame({ scope, part, campaigns, current, asked, children }: Props) {
  const t = words(scope.lang, "look");
  const page = PARTS.find((one) => one.part === part)?.page ?? "/organize/look";
  return (
    <DeskFrame scope={scope} current="look" title={t(part)}>
      <nav className="desk-links" aria-label={t("sections")}>
        {PARTS.map((one) => (
          <a
            key={one.part}
            href={`${one.page}?campaign=${current}`}
            aria-current={one.part === part ? "page" : undefined}
          >
            {t(one.part)}
          </a>
        ))}
      </nav>
      <CampaignLinks label={t("campaigns")} campaigns={campaigns} current={current} page={page} />
      <Outcome scope={scope} asked={asked} />
      {children}
    </DeskFrame>
  );
}

/** What an address asks to be said is said only when there are words for it. */
function Outcome({ scope, asked }: { scope: Scope; asked: Asked }) {
  const t = words(scope.lang, "look");
  const { done: dones, refused } = texts(scope.lang, "look");
  const [done, problem, of] = [oneOf(asked, "done"), oneOf(asked, "problem"), oneOf(asked, "of")];
  if (isKey(dones, done))
    return (
      <p className="desk-said" role="status">
        {t(`done.${done}`)}
      </p>
    );
  if (isKey(refused, problem))
    return (
      <p className="desk-said wrong" role="alert">
        {t(`refused.${problem}`, { limit: shownLimit(of) })}
      </p>
    );
  return null;
}

function shownLimit(kind: string | undefined): string {
  const bytes = isKey(MEDIA_LIMITS, kind) ? MEDIA_LIMITS[kind as MediaKind] : MEDIA_LIMITS.logo;
  return bytes >= 1024 ** 2 ? `${bytes / 1024 ** 2} MB` : `${bytes / 1024} kB`;
}

function isKey<Said extends object>(said: Said, key: string | undefined): key is keyof Said & string {
  return key !== undefined && Object.hasOwn(said, key);
}
