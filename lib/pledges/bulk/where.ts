import { placedOf } from "#lib/places/rules.ts";
import type { Condition } from "./condition.ts";

const STATE: Record<NonNullable<Condition["state"]>, string> = {
  waiting: "p.verified_at IS NULL AND p.held_at IS NULL",
  counted: "is_counted(p)",
  held: "p.held_at IS NOT NULL AND p.withdrawn_at IS NULL",
  withdrawn: "p.withdrawn_at IS NOT NULL",
};

/**
 * What a condition is in SQL, of the alias `p`, with its values; the first parameter is the edition. Pledges that were
 * invalidated already are never meant.
 */
export function whereOf(editionId: string, condition: Condition): { text: string; values: unknown[] } {
  const values: unknown[] = [editionId];
  const parts = ["p.edition_id = $1", "p.invalidated_at IS NULL"];
  const add = (column: string, value: unknown, operator = "=") => {
    if (value !== undefined && value !== null) parts.push(`${column} ${operator} $${values.push(value)}`);
  };
  const { domain, place, state, minor } = condition;
  if (domain?.includes("*")) add("p.email_domain", patternOf(domain), "LIKE");
  else add("p.email_domain", domain);
  add("p.ip_prefix", condition.prefix);
  add("p.submitted_at", condition.from, ">=");
  add("p.submitted_at", condition.until, "<");
  const placed = place === undefined ? null : placedOf(place);
  if (placed?.county) add("p.county", placed.county);
  else if (placed?.region) add("p.region", placed.region);
  else add("p.country", placed?.country);
  add("p.stance", condition.stance);
  add("p.evidence", condition.evidence);
  add("p.team", condition.team);
  add("p.event", condition.event);
  add("p.share", condition.share);
  add("p.import_id", condition.import);
  add("p.lang", condition.lang);
  if (minor) parts.push(minor === "yes" ? "p.minor" : "NOT p.minor");
  if (state) parts.push(STATE[state]);
  return { text: parts.join(" AND "), values };
}

/** Only the star means anything in a pattern of ours. */
function patternOf(domain: string): string {
  return domain.replaceAll(/[\\%_]/g, "\\$&").replaceAll("*", "%");
}
