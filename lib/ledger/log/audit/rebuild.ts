import { applyLeaf, type Figures } from "../figures.ts";
import { parseLeaf } from "../leaf-data.ts";
import { append, type Edge, emptyEdge, leafHash, rootOf } from "../merkle.ts";
import {
  ENTRIES,
  eachTileAt,
  TILE_WIDTH,
  type TileAddress,
  tilePath,
  unpackEntries,
  widthAt,
} from "../tiles.ts";
import { type Claims, collectClaim } from "./claims.ts";
import { Broken, type Findings, fail } from "./findings.ts";
import { inOrder } from "./in-order.ts";
import type { Site } from "./site.ts";

/** Pairs of a bundle and its tile that are on their way at once. */
const AHEAD = 8;
/** 256 leaves of the greatest length that a bundle can say. */
const LONGEST_BUNDLE = TILE_WIDTH * (2 + 0xffff);
const LONGEST_TILE = TILE_WIDTH * 32;
/** So that a log made to exhaust its reader ends, and with a sentence. */
const MOST_LEAVES = 1_000_000_000;
const MOST_EDITIONS = 250;

export type Rebuilt = {
  edge: Edge;
  root: Buffer;
  figures: Figures;
  claims: Claims;
  /** The root of the tree when it had `at` leaves, if that was asked for. */
  rootThen: Buffer | null;
  /** Tiles of hashes that were compared. */
  tiles: number;
};

/**
 * Builds the tree of `size` leaves again from the leaves alone, reckons the figures, and compares every byte of every tile
 * of hashes with what came out. Throws Broken where the leaves themselves cannot be had.
 */
export async function rebuild(
  site: Site,
  size: number,
  { at, findings, progress }: { at: number | null; findings: Findings; progress: (done: number) => void },
): Promise<Rebuilt> {
  if (size > MOST_LEAVES)
    throw new Broken(`The checkpoint speaks of ${size} leaves, more than this program can check.`);
  const edge = emptyEdge();
  const figures: Figures = {};
  const claims: Claims = new Map();
  const higher: { address: TileAddress; hashes: Buffer[] }[] = [];
  let rootThen: Buffer | null = at === 0 ? rootOf(edge) : null;
  let tiles = 0;
  const fetchPair = (bundle: TileAddress) =>
    Promise.all([fetchTile(site, bundle), fetchTile(site, { ...bundle, level: 0 })]);

  for await (const [bundle, [data, hashes]] of inOrder(eachTileAt(size, ENTRIES), fetchPair, AHEAD)) {
    const leaves = data && unpackEntries(data);
    if (leaves?.length !== bundle.width)
      throw new Broken(`/log/tile/${tilePath(bundle)} ${wrongBundle(data, leaves)}`);
    const own: Buffer[] = [];
    for (const leaf of leaves) {
      count({ figures, claims }, leaf, edge.size, findings);
      const hash = leafHash(leaf);
      own.push(hash);
      append(edge, hash, (level, index, full) => {
        if (level > 0) higher.push({ address: { level, index, width: TILE_WIDTH }, hashes: full });
      });
      if (edge.size === at) rootThen = rootOf(edge);
    }
    compareLeaves(bundle, own, hashes, findings);
    tiles += 1;
    for (const { address, hashes: full } of higher.splice(0)) {
      compare(address, Buffer.concat(full), await fetchTile(site, address), findings);
      tiles += 1;
    }
    if (Object.keys(figures).length > MOST_EDITIONS)
      throw new Broken(`The leaves speak of more than ${MOST_EDITIONS} editions: this is no campaign's log.`);
    progress(edge.size);
  }
  for (const [level, hashes] of edge.levels.entries()) {
    if (level === 0 || hashes.length === 0) continue;
    const index = Math.floor(Math.floor(size / TILE_WIDTH ** level) / TILE_WIDTH);
    const address = { level, index, width: widthAt(size, level, index) };
    compare(address, Buffer.concat(hashes), await fetchTile(site, address), findings);
    tiles += 1;
  }
  return { edge, root: rootOf(edge), figures, claims, rootThen, tiles };
}

function fetchTile(site: Site, address: TileAddress): Promise<Buffer | null> {
  const limit = address.level === ENTRIES ? LONGEST_BUNDLE : LONGEST_TILE;
  return site.bytes(`/log/tile/${tilePath(address)}`, limit);
}

function wrongBundle(data: Buffer | null, leaves: Buffer[] | null): string {
  if (!data) return "is missing: the checkpoint speaks of leaves that nobody can see";
  return leaves
    ? `holds ${leaves.length} leaves, another number than it must`
    : "is broken: the lengths in it do not come out even";
}

function count(
  { figures, claims }: Pick<Rebuilt, "figures" | "claims">,
  data: Buffer,
  index: number,
  findings: Findings,
): void {
  const leaf = parseLeaf(data.toString("utf8"));
  if (!leaf) {
    const text = JSON.stringify(data.toString("utf8").slice(0, 200));
    fail(findings, `Leaf ${index} is not a leaf of version 1: ${text}`);
    return;
  }
  applyLeaf(figures, leaf);
  collectClaim(claims, leaf);
}

/** Level 0 leaf by leaf, so that the leaf is named. */
function compareLeaves(bundle: TileAddress, own: Buffer[], served: Buffer | null, findings: Findings): void {
  const address = { ...bundle, level: 0 };
  if (served?.length !== own.length * 32) {
    compare(address, Buffer.concat(own), served, findings);
    return;
  }
  for (const [i, hash] of own.entries()) {
    if (hash.equals(served.subarray(32 * i, 32 * i + 32))) continue;
    const leaf = bundle.index * TILE_WIDTH + i;
    fail(
      findings,
      `Leaf ${leaf}: what /log/tile/${tilePath(bundle)} says and its hash in /log/tile/${tilePath(address)} do not belong together.`,
    );
  }
}

function compare(address: TileAddress, own: Buffer, served: Buffer | null, findings: Findings): void {
  const path = `/log/tile/${tilePath(address)}`;
  if (!served) fail(findings, `${path} is missing.`);
  else if (served.length !== own.length)
    fail(findings, `${path} has ${served.length} bytes and must have ${own.length}.`);
  else
    for (let i = 0; i < own.length; i += 32)
      if (!own.subarray(i, i + 32).equals(served.subarray(i, i + 32)))
        fail(findings, `${path}: hash ${i / 32} is not the one that follows from the leaves.`);
}
