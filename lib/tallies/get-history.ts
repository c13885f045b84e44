import { csv } from "#lib/csv.ts";
import { noOpenData, openCsv, openJson } from "#lib/open-data.ts";
import { type EditionHistory, historyOf } from "./history.ts";

type Params = Record<string, string>;

/** GET /c/SLUG/history.json: every edition with its goals, figures, days and milestones, the newest first. */
export async function getHistory(request: Request, { slug = "" }: Params): Promise<Response> {
  const found = await historyOf(slug);
  if (!found) return noOpenData();
  return openJson(request, { campaign: slug, editions: found.editions.map(shape) });
}

/** GET /c/SLUG/history.csv: the figures of all editions, counted and reported ones, a figure a row. */
export async function getHistoryCsv(request: Request, { slug = "" }: Params): Promise<Response> {
  const found = await historyOf(slug);
  if (!found) return noOpenData();
  const rows = found.editions.flatMap((edition) =>
    figureRows(edition).map((row) => ({
      campaign: slug,
      edition: edition.year,
      state: edition.state,
      goal: edition.goal,
      opens_at: edition.opensAt.toISOString(),
      closes_at: edition.closesAt.toISOString(),
      ...row,
    })),
  );
  return openCsv(request, `${slug}-history.csv`, csv(HISTORY_COLUMNS, rows));
}

/** GET /c/SLUG/days.csv: the curve of every edition that was counted, a day a row. */
export async function getDaysCsv(request: Request, { slug = "" }: Params): Promise<Response> {
  const found = await historyOf(slug);
  if (!found) return noOpenData();
  const rows = found.editions.flatMap(({ year, days }) =>
    days.map((day) => ({ campaign: slug, edition: year, ...day })),
  );
  return openCsv(request, `${slug}-days.csv`, csv(DAY_COLUMNS, rows));
}

export const HISTORY_COLUMNS = [
  "campaign",
  "edition",
  "state",
  "goal",
  "opens_at",
  "closes_at",
  "evidence",
  "wording",
  "amount",
  "stands",
  "as_of",
  "publisher",
  "source",
  "published_on",
  "url",
] as const;
export const DAY_COLUMNS = ["campaign", "edition", "day", "change", "total"] as const;

/** The outside of what lib/tallies/history.ts knows; ids and settings stay inside. */
function shape(edition: EditionHistory) {
  return {
    edition: edition.year,
    state: edition.state,
    is_final: edition.isFinal,
    goal: edition.goal,
    goals: edition.goals,
    opens_at: edition.opensAt,
    closes_at: edition.closesAt,
    time_zone: edition.timeZone,
    verified: edition.verified,
    supporters: edition.supporters,
    by_evidence: { email: 0, witnessed: 0, paper: 0, ...edition.byEvidence },
    reported: edition.reported.map(({ asOf, publishedOn, ...claim }) => ({
      ...claim,
      as_of: asOf,
      published_on: publishedOn,
    })),
    days: edition.days,
    origin: edition.origin,
    milestones: edition.milestones,
  };
}

/** What was counted, by evidence, then what others said. */
function figureRows({ isCounted, byEvidence, reported }: EditionHistory) {
  const counted = Object.entries({ ...(isCounted && { email: 0 }), ...byEvidence });
  return [
    ...counted.map(([evidence, amount]) => ({ evidence, wording: "exactly", amount, stands: "true" })),
    ...reported.map(({ asOf, publishedOn, note: _, stands, ...claim }) => ({
      evidence: "reported",
      ...claim,
      stands: String(stands),
      as_of: asOf,
      published_on: publishedOn,
    })),
  ];
}
