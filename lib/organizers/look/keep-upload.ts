import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import type { PoolClient } from "pg";
import { record } from "#lib/audit/record.ts";
import { filmPath } from "#lib/campaigns/media.ts";
import { isCaptions, MEDIA_LIMITS, type MediaKind } from "#lib/campaigns/media-rules.ts";
import { now } from "#lib/clock.ts";
import { uuidv7 } from "#lib/crypto.ts";
import { transaction } from "#lib/db.ts";
import type { Said } from "#lib/said.ts";
import { demand, type Scope } from "../scope.ts";
import { type FilmProblem, keepFilm } from "./keep-film.ts";
import { ALT_LIMIT } from "./limits.ts";
import { makePicture, type PictureProblem } from "./picture.ts";
import { bytesOf } from "./read-upload.ts";

export type UploadProblem = FilmProblem | PictureProblem | "no_captions" | "alt";
export type Kept = { ok: true; id: string } | { ok: false; reason: UploadProblem };

type New = {
  type: string;
  size: number;
  sha256: Buffer;
  data: Buffer | null;
  width?: number;
  height?: number;
};

/**
 * Keeps what was uploaded for a campaign. Nobody sees it until it is chosen and published; what nobody has chosen within a day
 * goes when the next thing is uploaded. A logo needs words for whoever cannot see it, in every language of the campaign.
 */
export async function keepUpload(
  scope: Scope,
  campaign: { id: string; languages: readonly string[] },
  { kind, alt }: { kind: MediaKind; alt: Said },
  body: AsyncIterable<Buffer>,
): Promise<Kept> {
  demand(scope, "campaign.change");
  if (kind === "logo" && campaign.languages.some((lang) => !isAlt(alt[lang])))
    return { ok: false, reason: "alt" };
  const made = await make(kind, body);
  if (!made.ok) return made;
  const { type, size, sha256, data, width = null, height = null } = made.media;
  const id = uuidv7(now());
  const gone = await transaction(async (client) => {
    await client.query(
      `INSERT INTO "Media" (id, campaign_id, kind, type, size, width, height, sha256, data, alt)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        campaign.id,
        kind,
        type,
        size,
        width,
        height,
        sha256,
        data,
        kind === "logo" ? JSON.stringify(alt) : null,
      ],
    );
    await record(client, {
      scope,
      action: "campaign.upload",
      subject: `media:${id}`,
      after: { kind, type, size, campaign: campaign.id },
    });
    return removeUnused(client, campaign.id);
  });
  await Promise.all(gone.map((film) => rm(filmPath(film), { force: true })));
  return { ok: true, id };
}

async function make(
  kind: MediaKind,
  body: AsyncIterable<Buffer>,
): Promise<{ ok: true; media: New } | { ok: false; reason: UploadProblem }> {
  if (kind === "film") {
    const kept = await keepFilm(body);
    return kept.ok ? { ok: true, media: { ...kept.film, data: null } } : kept;
  }
  const bytes = await bytesOf(body, MEDIA_LIMITS[kind]);
  if (!bytes) return { ok: false, reason: "too_large" };
  if (bytes.length === 0) return { ok: false, reason: "empty" };
  if (kind === "captions") {
    if (!isCaptions(bytes)) return { ok: false, reason: "no_captions" };
    return { ok: true, media: asKept({ type: "text/vtt; charset=utf-8", data: bytes }) };
  }
  const picture = await makePicture(bytes, kind);
  return picture.ok ? { ok: true, media: asKept(picture.made) } : picture;
}

function asKept<Made extends { type: string; data: Buffer }>(made: Made) {
  return { ...made, size: made.data.length, sha256: createHash("sha256").update(made.data).digest() };
}

/** Uploads of this campaign that nothing shows; resolves with the films whose file no other upload is. */
async function removeUnused(client: PoolClient, campaignId: string): Promise<Buffer[]> {
  const { rows } = await client.query<{ film: Buffer }>(
    `WITH gone AS (
       DELETE FROM "Media" m USING "Campaign" c
       WHERE c.id = $1 AND m.campaign_id = c.id AND m.created_at < now() - interval '1 day'
         AND m.id IS DISTINCT FROM c.logo_id AND strpos(coalesce(c.video::text, ''), m.id::text) = 0
       RETURNING m.id, m.kind, m.sha256)
     SELECT DISTINCT sha256 AS film FROM gone g WHERE kind = 'film'
       AND NOT EXISTS (SELECT FROM "Media" o WHERE o.sha256 = g.sha256 AND o.id NOT IN (SELECT id FROM gone))`,
    [campaignId],
  );
  return rows.map(({ film }) => film);
}

function isAlt(text: string | undefined): boolean {
  return Boolean(text) && [...(text ?? "")].length <= ALT_LIMIT;
}
