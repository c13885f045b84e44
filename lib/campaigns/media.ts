import { join } from "node:path";
import { query } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { memo } from "#lib/memo.ts";
import type { MediaKind } from "./media-rules.ts";

export type Media = {
  id: string;
  kind: MediaKind;
  type: string;
  size: number;
  sha256: Buffer;
  /** Null for a film: that is a file. */
  data: Buffer | null;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A picture, film or caption file; null where there is none. It never changes, and what it holds is small: kept a while. */
export const mediaById = memo(
  60_000,
  async (id): Promise<Media | null> => {
    if (!UUID.test(id)) return null;
    const [row] = await query<Media>(`SELECT id, kind, type, size, sha256, data FROM "Media" WHERE id = $1`, [
      id,
    ]);
    return row ?? null;
  },
  64,
);

/** Where a film is: the same film is one file, whoever uploaded it. */
export function filmPath(sha256: Buffer): string {
  return join(filmFolder(), sha256.toString("hex"));
}

export function filmFolder(): string {
  return join(env().dataDir, "media");
}
