import { type FactProblems, readFact } from "#lib/contents/fact-rules.ts";
import { asFields, asLocalized } from "#lib/contents/localized.ts";
import { query } from "#lib/db.ts";
import type { Edited } from "../editing/edited.ts";
import { demand, type Scope } from "../scope.ts";
import { type Columns, saveRow } from "./save-row.ts";

type Asked = { id: string; campaignId: string; revision: number; today: string; now: Date; to: string };

/** Saves a fact as its form has it; what is wrong with it comes back as codes by field. Throws Refused. */
export async function saveFact(
  scope: Scope,
  form: ReadonlyMap<string, string>,
  { id, campaignId, today, to, ...asked }: Asked,
): Promise<Edited | { ok: false; problems: FactProblems }> {
  demand(scope, "campaign.change");
  const read = readFact(form, today);
  if (!read.ok) return read;
  const { isPublished, retrievedOn, reviewBy, statement, population, ...rest } = read.fact;
  return saveRow(scope, {
    ...asked,
    table: "Fact",
    noun: "fact",
    subject: `fact:${id}`,
    key: { id, campaign_id: campaignId },
    columns: {
      ...rest,
      statement,
      population,
      retrieved_on: retrievedOn,
      review_by: reviewBy,
      published_at: isPublished ? await publishedSince("Fact", id, asked.now) : null,
    },
    first: { sort: await lastSort("Fact", campaignId) },
    facts: factFacts,
    fields: factFields,
    to: `${to}#fact-${id}`,
  });
}

/** A fact's row as the audit log keeps it. */
export function factFacts(row: Columns) {
  const { statement_en, statement_es } = asFields("statement", asLocalized(row.statement));
  const { publisher, year, url } = row;
  return {
    statement_en,
    statement_es,
    publisher,
    year,
    url,
    reviewBy: day(row.review_by),
    published: Boolean(row.published_at),
  };
}

function factFields(row: Columns): Record<string, string> {
  return {
    ...asFields("statement", asLocalized(row.statement)),
    ...asFields("population", asLocalized(row.population)),
    publisher: String(row.publisher),
    source: String(row.source),
    year: String(row.year),
    url: String(row.url),
    retrieved_on: day(row.retrieved_on),
    review_by: day(row.review_by),
    published: row.published_at ? "on" : "",
  };
}

/** A date column, which pg reads as midnight of this machine's time zone. */
export function day(value: unknown): string {
  if (!(value instanceof Date)) return String(value ?? "");
  const two = (n: number) => String(n).padStart(2, "0");
  return `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`;
}

/** Since when it has been public: an edit does not make it younger. */
export async function publishedSince(table: "Fact", id: string, now: Date): Promise<Date> {
  const [row] = await query<{ at: Date | null }>(`SELECT published_at AS at FROM "${table}" WHERE id = $1`, [
    id,
  ]);
  return row?.at ?? now;
}

/** Behind all others. */
export async function lastSort(table: "Fact" | "Hotline", campaignId: string): Promise<number> {
  const [row] = await query<{ next: number }>(
    `SELECT coalesce(max(sort), 0) + 1 AS next FROM "${table}" WHERE campaign_id = $1`,
    [campaignId],
  );
  return row?.next ?? 1;
}
