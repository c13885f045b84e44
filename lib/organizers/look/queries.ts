import { LOOK_SQL, type Look } from "#lib/campaigns/look.ts";
import { pool, query } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";
import { readStoredLook } from "./change-look.ts";
import { readStoredVideo } from "./change-video.ts";
import { readStoredWords } from "./change-words.ts";
import { mediaOf, type Uploaded } from "./media-of.ts";
import { type Fields, revisionOf } from "./section.ts";

export type DeskCampaign = {
  id: string;
  slug: string;
  name: string;
  host: string;
  languages: string[];
  look: Look;
};

/** A campaign by its slug as it stands this moment, the first by name where none is asked for, and all there are. */
export async function deskCampaign(
  scope: Scope,
  slug: string | undefined,
): Promise<{ campaign: DeskCampaign; campaigns: { slug: string; name: string }[] } | null> {
  demand(scope, "campaign.change");
  const campaigns = await query<{ slug: string; name: string }>(
    `SELECT slug, name FROM "Campaign" ORDER BY name`,
  );
  // An address may name anything, a zero byte too, which the database takes no question with.
  if (slug && !/^[a-z0-9-]+$/.test(slug)) return null;
  const [campaign] = await query<DeskCampaign>(
    `SELECT c.id, c.slug, c.name, c.host, c.languages, ${LOOK_SQL} AS look FROM "Campaign" c WHERE c.slug = $1`,
    [slug || campaigns[0]?.slug],
  );
  return campaign ? { campaign, campaigns } : null;
}

const READS = { look: readStoredLook, film: readStoredVideo, own_words: readStoredWords };

/** What the form of a section shows, its revision, and what was uploaded and may be chosen. */
export async function sectionForm(
  scope: Scope,
  campaignId: string,
  section: keyof typeof READS,
): Promise<{ fields: Fields; revision: number; media: Uploaded[] }> {
  demand(scope, "campaign.change");
  const [fields, media] = await Promise.all([
    READS[section](pool(), campaignId),
    section === "own_words" ? [] : mediaOf(scope, campaignId),
  ]);
  return { fields, revision: revisionOf(fields), media };
}
