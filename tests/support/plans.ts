/** What statements a piece of code sends, and how PostgreSQL would run them. */
import pg from "pg";
import { query } from "#lib/db.ts";

export type Statement = { text: string; values: unknown[]; isPrepared: boolean };

/** Everything that is sent to the database while `work` runs, over whatever connection, each text once. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent = new Map<string, Statement>();
  const real = pg.Client.prototype.query;
  pg.Client.prototype.query = function record(this: pg.Client, ...args: unknown[]) {
    const [first, second] = args;
    const { text, values, name } =
      typeof first === "string"
        ? { text: first, values: second, name: undefined }
        : (first as pg.QueryConfig);
    if (typeof text === "string")
      sent.set(text, { text, values: Array.isArray(values) ? values : [], isPrepared: name !== undefined });
    return (real as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof real;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = real;
  }
  return [...sent.values()];
}

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: Node[];
};

/** Rows that one statement may touch in a table that grows. */
const FEW = 1_000;

/**
 * Where a statement reads one of `tables` from end to end, or more of it than a few rows. A prepared one is looked at twice:
 * as planned for these values, and as planned for any.
 */
export async function fullReads(statement: Statement, tables: string[]): Promise<string[]> {
  const { text, values, isPrepared } = statement;
  const plans = [await explain(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values)];
  if (isPrepared) plans.push(await explain(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`, []));
  return plans.flatMap((plan) => findings(plan, tables, false));
}

async function explain(text: string, values: unknown[]): Promise<Node> {
  const [row] = await query<{ "QUERY PLAN": [{ Plan: Node }] }>(text, values);
  const plan = row?.["QUERY PLAN"][0].Plan;
  if (!plan) throw new Error("no plan");
  return plan;
}

function findings(node: Node, tables: string[], isLimited: boolean): string[] {
  const inside = (node.Plans ?? []).flatMap((one) =>
    findings(one, tables, isLimited || node["Node Type"] === "Limit"),
  );
  const table = node["Relation Name"];
  // The index below a bitmap names no table.
  const isOurs =
    table !== undefined
      ? tables.includes(table)
      : tables.some((name) => node["Index Name"]?.startsWith(`${name}_`));
  if (!isOurs || !/Scan/.test(node["Node Type"])) return inside;
  const what = `${node["Node Type"]} on ${table ?? node["Index Name"]}`;
  const rows =
    ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 1);
  const isWhole =
    node["Node Type"] === "Seq Scan" ||
    (/^(Index|Bitmap Index)/.test(node["Node Type"]) && !node["Index Cond"] && !isLimited);
  if (isWhole) inside.push(what);
  else if (rows > FEW) inside.push(`${what} reads ${rows} rows`);
  return inside;
}
