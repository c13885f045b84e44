import { query } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";

export const PERIODS = ["today", "week", "edition"] as const;
export type Period = (typeof PERIODS)[number];
/** From a look at the pledge page to a confirmed pledge; men and supporters. Of those who first signed within the period. */
export type Funnel = {
  /** Views of the campaign's pages, without identity; and those of the page that shows the form again with its errors. */
  views: number;
  formAgain: number;
  submitted: number;
  /** A confirmation mail left. */
  mailed: number;
  confirmed: number;
  /** What became of the others: mail not sent yet, mail not delivered, link still good, link ended. */
  waiting: number;
  failed: number;
  open: number;
  lapsed: number;
  /** Apart from all that: posts of people who were confirmed before. */
  already: number;
};
export type Funnels = {
  periods: Record<Period, Funnel>;
  /** When the figures behind the views were made; null before the first time. */
  madeAt: Date | null;
};

const COLUMNS = ["submitted", "waiting", "failed", "open", "lapsed", "confirmed", "already"] as const;
type Row = Record<(typeof COLUMNS)[number] | "views" | "formAgain", number> & {
  period: Period;
  madeAt: Date | null;
};

/**
 * The way from a view to a confirmation, today, in seven days (today included) and in the whole edition, from hourly figures
 * alone. Hours are whole hours of UTC: in a zone of half hours today begins up to half an hour early.
 */
export async function funnelOf(scope: Scope, editionId: string): Promise<Funnels> {
  demand(scope, "tracker.read");
  const sums = COLUMNS.map((name) => `coalesce(sum(f.${name}), 0)::int AS ${name}`).join(", ");
  const rows = await query<Row>(
    `WITH today AS (
       SELECT id, date_trunc('hour', date_trunc('day', now() AT TIME ZONE time_zone) AT TIME ZONE time_zone) AS at FROM "Edition" WHERE id = $1
     ), period AS (
       SELECT id, 'today' AS name, at FROM today
       UNION ALL SELECT id, 'week', at - interval '6 days' FROM today
       UNION ALL SELECT id, 'edition', '-infinity' FROM today
     )
     SELECT p.name AS period, s.*, v.*,
       (SELECT max(made_at) FROM "FunnelHour" m WHERE m.edition_id = p.id) AS "madeAt"
     FROM period p
     CROSS JOIN LATERAL (SELECT ${sums} FROM "FunnelHour" f WHERE f.edition_id = p.id AND f.hour >= p.at) s
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(views) FILTER (WHERE page <> ALL ($2)), 0)::int AS views,
         coalesce(sum(views) FILTER (WHERE page = '/c/:slug/form'), 0)::int AS "formAgain"
       FROM "PageView" v WHERE v.edition_id = p.id AND v.hour >= p.at) v`,
    [editionId, AFTER_SIGNING],
  );
  const byPeriod = new Map(rows.map((row) => [row.period, row]));
  const periods = Object.fromEntries(
    PERIODS.map((period) => [period, funnel(byPeriod.get(period))]),
  ) as Record<Period, Funnel>;
  return { periods, madeAt: rows[0]?.madeAt ?? null };
}

/** Pages that one sees after posting the form: no way into it. */
const AFTER_SIGNING = ["/c/:slug/form", "/c/:slug/signed", "/c/:slug/manage"];

function funnel(row: Row | undefined): Funnel {
  const { period: _, madeAt: __, ...figures } = row ?? NOTHING;
  return { ...figures, mailed: figures.submitted - figures.waiting - figures.failed };
}

const NOTHING: Row = {
  period: "today",
  madeAt: null,
  views: 0,
  formAgain: 0,
  submitted: 0,
  waiting: 0,
  failed: 0,
  open: 0,
  lapsed: 0,
  confirmed: 0,
  already: 0,
};
