import { hashReader } from "./hash-reader.ts";
import { formatProof } from "./proof.ts";
import { consistencyPath, inclusionPath } from "./proofs-of-tree.ts";
import { entryLeafIndex, forgetHead, type Head, publishedHead, tileOf } from "./queries.ts";
import { ENTRIES, TILE_WIDTH, unpackEntries, widthAt } from "./tiles.ts";

/** The audit path of a leaf in the published tree, or in the smaller one it had been. Throws where there is none. */
export async function inclusionProof(index: number, size: number): Promise<Buffer[]> {
  const head = await headOf(size);
  if (index < 0 || index >= size) throw new RangeError("no such leaf");
  return inclusionPath(hashReader(head), index, size);
}

/** That the tree of `from` leaves is the beginning of the one of `to`, both published. */
export async function consistencyProof(from: number, to: number): Promise<Buffer[]> {
  const head = await headOf(to);
  if (from < 0 || from > to) throw new RangeError("no such tree");
  return consistencyPath(hashReader(head), from, to);
}

/** The proof that a leaf stands in the log, under the current checkpoint, as text; null where there is no such leaf. */
export async function leafProof(index: number): Promise<string | null> {
  const head = await publishedHead();
  return head && index < head.size ? proofUnder(head, index) : null;
}

/**
 * A signer's receipt: the proof of his leaf, with what opens its commitment. Null while his entry is not published.
 * Whoever has the file, the log's key and nothing else can check it.
 */
export async function receiptFile(
  entryId: string,
  { salt, record }: { salt: string; record: string },
): Promise<string | null> {
  const index = await entryLeafIndex(entryId);
  if (index === null) return null;
  let head = await publishedHead();
  if (!head || index >= head.size) {
    // Published within the last second, and remembered from before: another process or module has told of it already.
    forgetHead();
    head = await publishedHead();
  }
  if (!head || index >= head.size) return null;
  const leaf = (await readLeaf(head, index)).toString("utf8");
  return proofUnder(head, index, JSON.stringify({ leaf, salt, record }));
}

async function proofUnder(head: Head, index: number, extra?: string): Promise<string> {
  const path = await inclusionPath(hashReader(head), index, head.size);
  return formatProof({ index, path, checkpoint: head.note, ...(extra === undefined ? {} : { extra }) });
}

async function readLeaf(head: Head, index: number): Promise<Buffer> {
  const bundle = Math.floor(index / TILE_WIDTH);
  const data = await tileOf(head, ENTRIES, bundle, widthAt(head.size, ENTRIES, bundle));
  const leaf = data && unpackEntries(data)?.[index % TILE_WIDTH];
  if (!leaf) throw new Error("the log has no such leaf");
  return leaf;
}

async function headOf(size: number): Promise<Head> {
  const head = await publishedHead();
  if (!head || size < 1 || size > head.size) throw new RangeError("no such tree");
  return head;
}
