/** What a leaf of the log says, version 1: `{"v":1,"kind":"verified",…}`, keys in this order, absent ones left out. */
export type Leaf = {
  v: 1;
  kind: string;
  /** Campaign and year, `sample/2026`. */
  edition: string;
  stance: string;
  evidence: string;
  /** `US-WI`, `CA-ON`, `KE`, `US-other`, `other`; never a county. None of a reported figure. */
  place?: string | undefined;
  /** Of a reported figure. */
  amount?: number | undefined;
  /** What stops to hold: of a reclassified entry, and of a reported figure that takes another's place. */
  was?: Was | undefined;
  /** 32 bytes, base64url. */
  commitment: string;
};
export type Was = {
  stance: string;
  evidence: string;
  place?: string | undefined;
  amount?: number | undefined;
};

export const KINDS = [
  "verified",
  "renewed",
  "withdrawn",
  "invalidated",
  "reinstated",
  "reclassified",
  "reported",
] as const;
const EVIDENCE: readonly string[] = ["email", "witnessed", "paper", "reported"];
const EDITION = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\/2\d{3}$/;
const PLACE = /^(other|[A-Z]{2}(-([A-Z0-9]{1,3}|other))?)$/;
const COMMITMENT = /^[A-Za-z0-9_-]{43}$/;

/** The leaf's text: the one way to write what it says. */
export function formatLeaf(leaf: Leaf): string {
  const { v, kind, edition, stance, evidence, place, amount, was, commitment } = leaf;
  // JSON.stringify keeps this order and leaves out what is undefined.
  return JSON.stringify({
    v,
    kind,
    edition,
    stance,
    evidence,
    place,
    amount,
    was: was && {
      stance: was.stance,
      evidence: was.evidence,
      place: was.place,
      amount: was.amount,
    },
    commitment,
  });
}

/** What a leaf's text says; null when it is not exactly a leaf of version 1 as `formatLeaf` writes it. */
export function parseLeaf(text: string): Leaf | null {
  let leaf: Leaf;
  try {
    leaf = JSON.parse(text) as Leaf;
    if (formatLeaf(leaf) !== text) return null;
  } catch {
    return null;
  }
  return isLeaf(leaf) ? leaf : null;
}

function isLeaf(leaf: Leaf): boolean {
  const isReported = leaf.kind === "reported";
  return (
    leaf.v === 1 &&
    (KINDS as readonly string[]).includes(leaf.kind) &&
    fits(EDITION, leaf.edition) &&
    fits(COMMITMENT, leaf.commitment) &&
    isStand(leaf, isReported) &&
    (leaf.was === undefined ? leaf.kind !== "reclassified" : isReclassifying(leaf))
  );
}

function isReclassifying({ kind, was }: Leaf): boolean {
  if (kind !== "reclassified" && kind !== "reported") return false;
  return typeof was === "object" && was !== null && isStand(was, kind === "reported");
}

/** A reported figure has an amount and no place, everything else a place and counts one. */
function isStand({ stance, evidence, place, amount }: Was, isReported: boolean): boolean {
  if (stance !== "man" && stance !== "supporter") return false;
  if (!EVIDENCE.includes(evidence) || (evidence === "reported") !== isReported) return false;
  return isReported
    ? place === undefined && Number.isSafeInteger(amount) && (amount as number) >= 0
    : amount === undefined && fits(PLACE, place);
}

function fits(pattern: RegExp, value: unknown): boolean {
  return typeof value === "string" && pattern.test(value);
}
