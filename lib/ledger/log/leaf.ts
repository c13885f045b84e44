import { wholeOf } from "#lib/places/population.ts";
import type { Leaf, Was } from "./leaf-data.ts";

/** What an entry of the ledger puts somewhere. */
export type Standing = {
  stance: string;
  evidence: string;
  country: string;
  region: string | null;
  amount: number;
};
export type LeafSource = Standing & {
  kind: string;
  /** Campaign and year, `sample/2026`. */
  edition: string;
  commitment: Uint8Array;
};

/** What the log says of an entry. A pure function of the entry and, where it replaces one, of the entry before it. */
export function leafOf(entry: LeafSource, prior: Standing | null): Leaf {
  const { kind, edition, commitment } = entry;
  const replaces = kind === "reclassified" || (kind === "reported" && prior !== null);
  if (replaces && !prior) throw new Error("a reclassified entry has one before it");
  return {
    v: 1,
    kind,
    edition,
    ...standing(entry),
    was: replaces && prior ? standing(prior) : undefined,
    commitment: Buffer.from(commitment).toString("base64url"),
  };
}

function standing({ stance, evidence, country, region, amount }: Standing): Was {
  if (evidence === "reported") return { stance, evidence, amount };
  return { stance, evidence, place: leafPlace(country, region) };
}

/** How the log names a place: state or province or country, never a county; small ones only as `US-other` and `other`. */
export function leafPlace(country: string, region: string | null): string {
  const code = region ?? country;
  return wholeOf(code) ?? code;
}
