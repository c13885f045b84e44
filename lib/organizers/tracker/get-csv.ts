import { type Cell, csv } from "#lib/csv.ts";
import { historyOf } from "#lib/tallies/history.ts";
import { demand, type Scope } from "../scope.ts";
import { broughtOf } from "./brought.ts";
import { type Tracked, trackedEdition } from "./edition.ts";
import { funnelOf, PERIODS } from "./funnel.ts";
import { hoursOf } from "./hours.ts";
import { mailHealth } from "./mail-health.ts";
import { placesOf } from "./places.ts";
import { sourcesOf } from "./sources.ts";

type File = {
  columns: readonly string[];
  rows: (scope: Scope, tracked: Tracked) => Promise<Record<string, Cell>[]>;
};

/** The figures of each panel as a file: columns are never renamed, others may follow. */
const FILES: Record<string, File> = {
  "days.csv": {
    columns: ["campaign", "edition", "day", "change", "total"],
    rows: async (_, { campaign }) => {
      const history = await historyOf(campaign.slug);
      return (history?.editions ?? []).flatMap(({ year, days }) =>
        days.map((day) => ({ campaign: campaign.slug, edition: year, ...day })),
      );
    },
  },
  "hours.csv": {
    columns: ["hour", "today", "yesterday"],
    rows: async (scope, { edition }) =>
      (await hoursOf(scope, edition.id)).map(({ label, today, yesterday, isOver }) => ({
        hour: label,
        // An hour that is still to come has no figure.
        today: isOver || today !== 0 ? today : null,
        yesterday,
      })),
  },
  "funnel.csv": {
    columns: [
      "period",
      "views",
      "form_again",
      "submitted",
      "mailed",
      "confirmed",
      "waiting",
      "failed",
      "open",
      "lapsed",
      "already",
    ],
    rows: async (scope, { edition }) => {
      const { periods } = await funnelOf(scope, edition.id);
      return PERIODS.map((period) => ({ ...periods[period], period, form_again: periods[period].formAgain }));
    },
  },
  "mail.csv": {
    columns: ["domain", "failed", "error"],
    rows: async (scope) => (await mailHealth(scope)).domains ?? [],
  },
  "places.csv": {
    columns: ["code", "verified"],
    rows: async (scope, { edition }) => (await placesOf(scope, edition.id)).places,
  },
  "sources.csv": {
    columns: ["kind", "name", "verified"],
    rows: async (scope, { edition }) => {
      const { ways, teams, events } = await sourcesOf(scope, edition.id);
      const list = (kind: string, rows: { name: string; verified: number }[]) =>
        rows.map((row) => ({ kind, ...row }));
      return [
        ...Object.entries(ways).map(([name, verified]) => ({ kind: "way", name, verified })),
        ...list("team", teams),
        ...list("event", events),
      ];
    },
  },
  "generations.csv": {
    columns: ["generation", "verified"],
    rows: async (scope, { edition }) =>
      (await broughtOf(scope, edition.id)).generations.map((verified, generation) => ({
        generation,
        verified,
      })),
  },
  "cohorts.csv": {
    columns: ["week", "verified", "brought", "k"],
    rows: async (scope, { edition }) =>
      (await broughtOf(scope, edition.id)).cohorts.map(({ week, men, brought, k }) => ({
        week,
        verified: men,
        brought,
        k: k === null ? null : k.toFixed(3),
      })),
  },
};

/** A panel's file, for who may read the tracker; null where there is none of that name, or no such campaign. */
export async function getTrackerCsv(scope: Scope, file: string, slug?: string): Promise<Response | null> {
  demand(scope, "tracker.read");
  const found = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
  const tracked = found && (await trackedEdition(scope, slug));
  if (!found || !tracked) return null;
  const name = `${tracked.campaign.slug}-${tracked.edition.year}-${file}`;
  return new Response(csv(found.columns, await found.rows(scope, tracked)), {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "private, no-store",
    },
  });
}
