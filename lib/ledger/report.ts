import { createHash } from "node:crypto";
import { uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { type Figure, type FigureField, type FigureInput, figureSchema } from "./schema.ts";

export type ReportRefusal =
  /** No such edition, one that has not closed yet, or one of the fields. */
  | { reason: "edition" | "not_past" }
  | { reason: "fields"; fields: FigureField[] }
  /** What it should replace is no reported figure of this edition, or was replaced already; the edition has one to replace. */
  | { reason: "replaces" | "replaced" };
type Reported = { ok: true; entryId: string } | ({ ok: false } & ReportRefusal);

/**
 * Writes a past figure that somebody published into the ledger: one entry of kind `reported`, evidence `reported`, which no
 * count of people ever includes. `replaces` is the entry of an earlier claim about the same year: the tally then has the
 * new one in its place, and both stay to be read. Bad input is refused by reason; nothing is half written.
 */
export async function reportFigure(
  editionId: string,
  input: FigureInput,
  { replaces = null, now }: { replaces?: string | null; now: Date },
): Promise<Reported> {
  const parsed = figureSchema.safeParse(input);
  if (!parsed.success) return { ok: false, reason: "fields", fields: wrongFields(parsed.error.issues) };
  const figure = parsed.data;
  if (figure.publishedOn > now.toISOString().slice(0, 10))
    return { ok: false, reason: "fields", fields: ["publishedOn"] };
  const [edition] = await query<{ name: string; isPast: boolean; isKnown: boolean; isReplaced: boolean }>(
    `SELECT c.slug || '/' || e.year AS name, e.closes_at <= $3 AS "isPast", p.id IS NOT NULL AS "isKnown",
       EXISTS (SELECT FROM "LedgerEntry" n WHERE n.prior_id = p.id) AS "isReplaced"
     FROM "Edition" e JOIN "Campaign" c ON c.id = e.campaign_id
       LEFT JOIN "LedgerEntry" p ON p.id = $2 AND p.edition_id = e.id AND p.kind = 'reported'
     WHERE e.id = $1`,
    [editionId, replaces, now],
  );
  if (!edition) return { ok: false, reason: "edition" };
  if (!edition.isPast) return { ok: false, reason: "not_past" };
  if (replaces && !edition.isKnown) return { ok: false, reason: "replaces" };
  if (edition.isReplaced) return { ok: false, reason: "replaced" };
  return write(editionId, figure, commitmentOfFigure(edition.name, figure), replaces, now);
}

/**
 * What the ledger commits to: SHA-256 of the figure as JSON with sorted keys and no white space, `edition` like `sample/2018`
 * among them. It needs no salt, since everything in it is public: anybody can reckon it from history.json.
 */
export function commitmentOfFigure(edition: string, figure: Figure): Buffer {
  return createHash("sha256")
    .update(sortedJson({ edition, ...figure }))
    .digest();
}

async function write(
  editionId: string,
  figure: Figure,
  commitment: Buffer,
  replaces: string | null,
  now: Date,
): Promise<Reported> {
  const entryId = uuidv7(now);
  try {
    await query(
      `WITH entry AS (
         INSERT INTO "LedgerEntry" (id, edition_id, kind, prior_id, amount, evidence, stance, country, commitment)
         VALUES ($1, $2, 'reported', $3, $4, 'reported', 'man', 'ZZ', $5) RETURNING id)
       INSERT INTO "ReportedFigure" (entry_id, edition_id, wording, as_of, publisher, source, published_on, url, note)
       SELECT id, $2, $6, $7::date, $8, $9, $10::date, $11, $12 FROM entry`,
      [
        entryId,
        editionId,
        replaces,
        figure.amount,
        commitment,
        figure.wording,
        figure.asOf,
        figure.publisher,
        figure.source,
        figure.publishedOn,
        figure.url,
        figure.note,
      ],
    );
  } catch (error) {
    // Another claim took the same one's place a moment before, or there is one and none was named.
    if ((error as { code?: string }).code === "23505") return { ok: false, reason: "replaced" };
    throw error;
  }
  return { ok: true, entryId };
}

function wrongFields(issues: { path: PropertyKey[] }[]): FigureField[] {
  return [...new Set(issues.map(({ path }) => path[0] as FigureField))];
}

function sortedJson(value: object): string {
  const sorted = (one: object) =>
    Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(sorted(value), (_key, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner) ? sorted(inner) : inner,
  );
}
