import type { MediaKind } from "#lib/campaigns/media-rules.ts";
import { query } from "#lib/db.ts";
import type { Said } from "#lib/said.ts";
import { type Locale, moment, words } from "#lib/words.ts";
import { demand, type Scope } from "../scope.ts";

export type Uploaded = {
  id: string;
  kind: MediaKind;
  type: string;
  size: number;
  width: number | null;
  height: number | null;
  alt: Said | null;
  createdAt: Date;
};

/** What was uploaded for a campaign and is still there, the newest first. */
export async function mediaOf(scope: Scope, campaignId: string): Promise<Uploaded[]> {
  demand(scope, "campaign.change");
  return query<Uploaded>(
    `SELECT id, kind, type, size, width, height, alt, created_at AS "createdAt" FROM "Media"
     WHERE campaign_id = $1 ORDER BY id DESC`,
    [campaignId],
  );
}

/** "MP4, 12.4 MB, uploaded November 21, 2026 at 2:05 PM CST" */
export function mediaLabel(locale: Locale, { type, size, createdAt }: Uploaded, timeZone: string): string {
  const kind = type.startsWith("text/")
    ? "WebVTT"
    : (type.split("/")[1] ?? "").replace(/;.*/, "").toUpperCase();
  const megabytes = size >= 100_000 ? `${(size / 1e6).toFixed(1)} MB` : `${Math.ceil(size / 1000)} kB`;
  return words(locale, "look")("mediaLabel", {
    kind,
    size: megabytes,
    at: moment(locale, createdAt, timeZone),
  });
}
