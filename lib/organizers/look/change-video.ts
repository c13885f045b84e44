import type { PoolClient } from "pg";
import type { Video } from "#lib/campaigns/look.ts";
import type { Edited } from "../editing/edited.ts";
import type { Scope } from "../scope.ts";
import { changeSection, type Fields } from "./section.ts";
import { videoFields } from "./video-fields.ts";

/** Puts another film onto the campaign's page, or takes it off. The file stays for a day, for pages that are still open. */
export async function changeVideo(
  scope: Scope,
  campaignId: string,
  video: Video | null,
  asked: { seen: number | null; to: string },
): Promise<Edited> {
  const write = async (client: PoolClient) => {
    await client.query(`UPDATE "Campaign" SET video = $2 WHERE id = $1`, [
      campaignId,
      video && JSON.stringify(video),
    ]);
  };
  return changeSection(
    scope,
    campaignId,
    { noun: "film", action: "campaign.video", read: readStoredVideo, write },
    asked,
  );
}

export async function readStoredVideo(
  client: Pick<PoolClient, "query">,
  campaignId: string,
): Promise<Fields> {
  const { rows } = await client.query<{ video: Video | null }>(`SELECT video FROM "Campaign" WHERE id = $1`, [
    campaignId,
  ]);
  return videoFields(rows[0]?.video ?? null);
}
