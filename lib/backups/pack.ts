import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { VERSION } from "#lib/version.ts";
import { END, member, PART } from "./archive.ts";
import { filesToKeep } from "./files.ts";
import type { Head, Manifest } from "./manifest.ts";
import { migrationsOf, reachOf, tablesOf } from "./snapshot.ts";

export type Packing = {
  dataDir: string;
  now: Date;
  /** Called after each part, with the rows that are in it so far and about how many there will be. */
  onProgress?: (rows: number, about: number) => Promise<void>;
  /** Is given the manifest before the archive ends. */
  onManifest: (manifest: Manifest) => void;
};

/** Everything that a restore needs, as an archive: what the client's transaction sees, and the files beside the database. */
export async function* pack(
  client: pg.ClientBase,
  { dataDir, now, onProgress, onManifest }: Packing,
): AsyncGenerator<Buffer> {
  const json = (name: string, value: object) =>
    member(name, Buffer.from(`${JSON.stringify(value, null, 2)}\n`), now);
  const tables = await tablesOf(client);
  const about = tables.reduce((sum, { rows }) => sum + rows, 0);
  const head: Head = {
    format: 1,
    madeAt: now.toISOString(),
    version: VERSION,
    migrations: await migrationsOf(client),
    tables: tables.map(({ name, columns }) => ({ name, columns })),
  };
  yield json("head.json", head);

  const manifest: Manifest = { ...(await reachOf(client)), tables: {}, files: {} };
  let rows = 0;
  for (const { name, columns } of head.tables) {
    const copy = client.query(copyTo(`COPY "${name}" (${quoted(columns)}) TO STDOUT`));
    const hash = createHash("sha256");
    for await (const { data, number } of parts(copy)) {
      hash.update(data);
      yield member(`tables/${name}/${number}`, data, now);
      await onProgress?.(rows + copy.rowCount, about);
    }
    rows += copy.rowCount;
    manifest.tables[name] = { rows: copy.rowCount, sha256: hash.digest("hex") };
  }
  for (const name of filesToKeep(dataDir)) {
    const hash = createHash("sha256");
    let size = 0;
    for await (const { data, number } of parts(createReadStream(join(dataDir, name)))) {
      hash.update(data);
      size += data.length;
      yield member(`files/${name}/${number}`, data, now);
    }
    manifest.files[name] = { size, sha256: hash.digest("hex") };
  }
  onManifest(manifest);
  yield json("manifest.json", manifest);
  yield END;
}

/** Names of columns as they stand in SQL. */
export function quoted(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(", ");
}

/** A stream in parts of one size, numbered so that they sort. */
async function* parts(stream: AsyncIterable<Buffer>): AsyncGenerator<{ data: Buffer; number: string }> {
  let held: Buffer[] = [];
  let length = 0;
  let count = 0;
  const part = () => {
    const data = Buffer.concat(held);
    held = [];
    length = 0;
    return { data, number: String(++count).padStart(8, "0") };
  };
  for await (const chunk of stream) {
    held.push(chunk);
    length += chunk.length;
    if (length >= PART) yield part();
  }
  if (length > 0) yield part();
}
