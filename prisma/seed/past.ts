import { momentIn } from "#lib/campaigns/moments.ts";
import { recordPastEdition } from "#lib/campaigns/open-edition.ts";
import { now as clock } from "#lib/clock.ts";
import { reportFigure } from "#lib/ledger/report.ts";
import { HISTORY } from "./history.ts";

/** The sample campaign's years before its first edition, as far as somebody published figures of them. */
export async function seedHistory(slug: string, firstYear: number, timeZone: string): Promise<void> {
  for (const { year, opens, goal, figures } of HISTORY.filter((past) => past.year < firstYear)) {
    const opensAt = momentIn(opens, timeZone);
    const closesAt = momentIn(`${year}-12-31`, timeZone, { endOfDay: true });
    if (!opensAt || !closesAt) throw new Error(`${opens} is no day`);
    const past = await recordPastEdition(slug, { year, opensAt, closesAt, goal, timeZone }, clock());
    if (!past.ok) throw new Error(`${year} cannot be entered: ${past.reason}`);
    let replaces: string | null = null;
    for (const figure of figures) {
      const reported = await reportFigure(past.id, figure, { replaces, now: clock() });
      if (!reported.ok) throw new Error(`a figure of ${year} is refused: ${JSON.stringify(reported)}`);
      replaces = reported.entryId;
    }
  }
}
