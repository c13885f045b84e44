import { createHash } from "node:crypto";
import type { Leaf } from "../leaf-data.ts";
import { type Findings, fail } from "./findings.ts";
import { type Json, said } from "./json.ts";

/** What the reported figures of each edition commit to. */
export type Claims = Map<string, Set<string>>;

export function collectClaim(claims: Claims, { kind, edition, commitment }: Leaf): void {
  if (kind !== "reported") return;
  const own = claims.get(edition) ?? new Set();
  claims.set(edition, own.add(commitment));
}

/** Every figure in the history is what a leaf commits to, unless it may wait to be published, and none is left out. */
export function compareClaims(
  where: string,
  { edition, shown, due, waiting }: { edition: string; shown: Json[]; due: Set<string>; waiting: number },
  findings: Findings,
): void {
  const told = new Set<string>();
  for (const claim of shown) {
    const commitment = commitmentOf(edition, claim);
    told.add(commitment);
    if (!due.has(commitment) && waiting === 0)
      fail(
        findings,
        `${where}: no leaf commits to the reported figure ${said(claim.amount)} of ${said(claim.publisher)}, ${said(claim.published_on)}.`,
      );
  }
  const missing = [...due].filter((commitment) => !told.has(commitment)).length;
  if (missing > 0)
    fail(
      findings,
      `${where}: reported figures that leaves commit to are not shown, or were changed: ${missing}.`,
    );
}

/** SHA-256 of the figure as JSON with sorted keys, without white space; no secret goes into it. */
function commitmentOf(edition: string, claim: Json): string {
  const { amount, wording, as_of: asOf, publisher, source, published_on: publishedOn, url, note } = claim;
  const figure = { edition, amount, wording, asOf, publisher, source, publishedOn, url, note };
  return createHash("sha256")
    .update(JSON.stringify(sorted(figure)))
    .digest("base64url");
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
