import { EMPTY_ROOT, nodeHash } from "./merkle.ts";

/** Whether a leaf's hash stands at `index` of the tree with this size and root (RFC 9162 §2.1.3.2). */
export function isIncluded(index: number, size: number, leaf: Buffer, path: Buffer[], root: Buffer): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let [at, last] = [index, size - 1];
  let found = leaf;
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      found = nodeHash(sibling, found);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else found = nodeHash(found, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && found.equals(root);
}

/** Whether the tree of `to` leaves begins with that of `from` leaves (RFC 9162 §2.1.4.2). */
export function isConsistent(
  from: number,
  to: number,
  oldRoot: Buffer,
  newRoot: Buffer,
  path: Buffer[],
): boolean {
  if (from > to) return false;
  if (from === to) return path.length === 0 && oldRoot.equals(newRoot);
  if (from === 0) return path.length === 0 && oldRoot.equals(EMPTY_ROOT);
  const isPower = Number.isInteger(Math.log2(from));
  const [first, ...rest] = isPower ? [oldRoot, ...path] : path;
  if (!first || path.length === 0) return false;
  let [at, last] = [from - 1, to - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [old, grown] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = nodeHash(hash, old);
      grown = nodeHash(hash, grown);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else grown = nodeHash(grown, hash);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && old.equals(oldRoot) && grown.equals(newRoot);
}

function half(n: number): number {
  return Math.floor(n / 2);
}
