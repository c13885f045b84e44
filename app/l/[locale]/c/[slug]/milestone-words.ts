import { placeName } from "#lib/places/names.ts";
import type { Milestone } from "#lib/tallies/history.ts";
import { isBesideStates } from "#lib/tallies/history-rules.ts";
import { type Locale, number, words } from "#lib/words.ts";

/** "Ohio is the 12th state", "30% of the goal of 75,000". */
export function milestoneText(locale: Locale, { kind, key, ordinal }: Milestone): string {
  const t = words(locale, "history");
  if (kind === "share") {
    const goal = number(locale, Number(key.split(":")[0]));
    return ordinal === 100
      ? t("milestone.goal", { goal })
      : t("milestone.share", { percent: String(ordinal), goal });
  }
  const place = placeName(
    kind === "state"
      ? { country: "US", region: key, county: null }
      : { country: key, region: null, county: null },
    locale,
  );
  if (isBesideStates(key)) return t("milestone.first", { place });
  return t(kind === "state" ? "milestone.state" : "milestone.country", { place, n: ordinal });
}
