import { createHash, randomUUID } from "node:crypto";
import { open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { filmFolder, filmPath } from "#lib/campaigns/media.ts";
import { type FilmType, filmType, MEDIA_LIMITS } from "#lib/campaigns/media-rules.ts";
import { makeDirectories } from "#lib/directories.ts";

export type KeptFilm = { type: FilmType; size: number; sha256: Buffer };
export type FilmProblem = "empty" | "no_film" | "too_large" | "no_room";

/** How the file of an upload is called while it arrives. */
const ARRIVING = "arriving-";
const FORGOTTEN_AFTER = 24 * 3600_000;

/**
 * Writes a film to its place in DATA_DIR/media as it arrives, whatever its size, and looks at its first bytes before anything is
 * written. What is refused or breaks off leaves nothing. The rest of a refused one is read and thrown away, because a browser
 * that still sends would not read the answer.
 */
export async function keepFilm(
  body: AsyncIterable<Buffer>,
  limit = MEDIA_LIMITS.film,
): Promise<{ ok: true; film: KeptFilm } | { ok: false; reason: FilmProblem }> {
  makeDirectories(filmFolder());
  await removeForgotten();
  const file = join(filmFolder(), `${ARRIVING}${randomUUID()}`);
  const sha256 = createHash("sha256");
  const seen = { size: 0, type: null as FilmType | null };
  let problem: FilmProblem | null = null;
  let start = Buffer.alloc(0);
  // Opened here and not by the stream, which would still be at it when what broke off is removed.
  const handle = await open(file, "wx", 0o600);
  try {
    await pipeline(
      async function* () {
        for await (const chunk of body) {
          seen.size += chunk.length;
          if (seen.size > limit) problem ??= "too_large";
          if (problem) continue;
          sha256.update(chunk);
          if (!seen.type) {
            start = Buffer.concat([start, chunk]);
            if (start.length < 64) continue;
            seen.type = filmType(start);
            if (!seen.type) problem = "no_film";
            else yield start;
          } else yield chunk;
        }
      },
      handle.createWriteStream({ flush: true }),
    );
    if (!problem && !seen.type) problem = seen.size === 0 ? "empty" : "no_film";
    if (problem || !seen.type) return { ok: false, reason: problem ?? "no_film" };
    const film = { type: seen.type, size: seen.size, sha256: sha256.digest() };
    await rename(file, filmPath(film.sha256));
    return { ok: true, film };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    return { ok: false, reason: "no_room" };
  } finally {
    await rm(file, { force: true });
  }
}

/** Of uploads in whose midst the process ended. */
async function removeForgotten(): Promise<void> {
  for (const name of await readdir(filmFolder())) {
    const file = join(filmFolder(), name);
    const found = name.startsWith(ARRIVING) && (await stat(file).catch(() => null));
    if (found && Date.now() - found.mtimeMs > FORGOTTEN_AFTER) await rm(file, { force: true });
  }
}
