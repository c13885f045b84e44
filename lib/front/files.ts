import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { finish } from "./finished.ts";
import { BASE } from "./headers.ts";
import { createMemory } from "./memory.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** Names under /_next/static carry a hash of their content. Ours do not: five minutes, then a look. */
const FOREVER = "public, max-age=31536000, immutable";
const SHORTLY = "public, max-age=300";

/**
 * The files of `public/` and `.next/static/`, listed once at the start and read when first asked for. An SVG opened by
 * itself is a document on our origin, hence the policy.
 */
export function createFiles(root: string, extra: Record<string, string>) {
  const places = new Map([
    ...list(join(root, "public"), "/", SHORTLY),
    ...list(join(root, ".next/static"), "/_next/static/", FOREVER),
  ]);
  const memory = createMemory({
    freshFor: Number.POSITIVE_INFINITY,
    staleFor: 0,
    capacity: 1_000,
    make: async (path) => {
      const place = places.get(path);
      if (!place) throw new Error("only listed files are asked for");
      const headers = {
        ...BASE,
        ...extra,
        "content-type": TYPES[extname(path)] ?? "application/octet-stream",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "cache-control": place.caching,
      };
      return { finished: await finish(200, headers, await readFile(place.file)), keep: true };
    },
  });
  return { has: (path: string) => places.has(path), peek: memory.peek, get: memory.get };
}

type Place = { file: string; caching: string };

function list(folder: string, prefix: string, caching: string): [string, Place][] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [prefix + file.slice(folder.length + 1).replaceAll("\\", "/"), { file, caching }]);
}
