/** Tiles of the log as C2SP tlog-tiles has them: 256 hashes of a level, or 256 leaves. Addresses and shapes, nothing else. */

export const TILE_WIDTH = 256;
/** The level that stands for entry bundles, in addresses `entries`. */
export const ENTRIES = -1;

export type TileAddress = { level: number; index: number; width: number };

const PATH = /^(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** `0/x001/x234/067.p/5`, what follows `/log/tile/`; null for anything but the one way to write it. */
export function parseTilePath(path: string): TileAddress | null {
  const [, head, digits = "", suffix] = PATH.exec(path) ?? [];
  if (head === undefined) return null;
  // Groups of nothing but zeros in front are another way to write the same number.
  if (digits.startsWith("x000/")) return null;
  const level = head === "entries" ? ENTRIES : Number(head);
  const index = Number(digits.replace(/[x/]/g, ""));
  const width = suffix === undefined ? TILE_WIDTH : Number(suffix);
  const isFit = level <= 63 && Number.isSafeInteger(index) && (suffix === undefined || width < TILE_WIDTH);
  return isFit ? { level, index, width } : null;
}

/** The address of a tile below `/log/tile/`. */
export function tilePath({ level, index, width }: TileAddress): string {
  const groups: string[] = [];
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) {
    const group = String(rest % 1000).padStart(3, "0");
    groups.unshift(groups.length === 0 ? group : `x${group}`);
  }
  const suffix = width < TILE_WIDTH ? `.p/${width}` : "";
  return `${level === ENTRIES ? "entries" : level}/${groups.join("/")}${suffix}`;
}

/** How many hashes (or leaves) the tile at `index` of `level` has in a tree of `size`: 0 to 256. */
export function widthAt(size: number, level: number, index: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** Math.max(level, 0));
  return Math.min(TILE_WIDTH, Math.max(0, hashes - index * TILE_WIDTH));
}

/** Every tile of a level in a tree of `size`, the last one perhaps partial. */
export function tilesAt(size: number, level: number): TileAddress[] {
  return [...eachTileAt(size, level)];
}

/** The same one after the other: of a size that somebody else names, a list of all might not fit into memory. */
export function* eachTileAt(size: number, level: number): Generator<TileAddress, void> {
  const hashes = Math.floor(size / TILE_WIDTH ** Math.max(level, 0));
  for (let index = 0; index * TILE_WIDTH < hashes; index++)
    yield { level, index, width: widthAt(size, level, index) };
}

/** Leaves as they stand in an entry bundle: each with its length before it, two bytes, the high one first. */
export function packEntries(entries: Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw new Error("a leaf is longer than a bundle can say");
      return [Buffer.from([entry.length >> 8, entry.length & 0xff]), entry];
    }),
  );
}

/** The leaves of an entry bundle; null when the lengths in it do not come out even. */
export function unpackEntries(bundle: Buffer): Buffer[] | null {
  const entries: Buffer[] = [];
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + (at + 2 <= bundle.length ? bundle.readUInt16BE(at) : 0);
    if (at + 2 > bundle.length || end > bundle.length) return null;
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
