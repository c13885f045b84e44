import type { AuditAction } from "#lib/audit/record.ts";
import { type Facts, record } from "#lib/audit/record.ts";
import { touchCampaign } from "#lib/campaigns/touch.ts";
import { transaction } from "#lib/db.ts";
import type { Edited } from "../editing/edited.ts";
import { lastEdit } from "../editing/last-edit.ts";
import { demand, type Scope } from "../scope.ts";

export type Columns = Record<string, unknown>;
/** A row as PostgreSQL has it. */
type Row = Columns & { revision: number; updated_at: Date };

export type Saving = {
  table: "Fact" | "Hotline" | "Article";
  /** What makes a row of it: its columns by name, of which one is `campaign_id`. */
  key: Columns & { campaign_id: string };
  /** What is saved. Names of columns come from code, never from a form. */
  columns: Columns;
  /** What a new row has besides. */
  first?: Columns;
  /** The revision that the form was made from; 0 for what was not there yet. */
  revision: number;
  now: Date;
  subject: string;
  noun: "fact" | "hotline" | "article";
  /** A row as the audit log keeps it, and as its form shows it. */
  facts: (row: Columns) => Facts;
  fields: (row: Columns) => Record<string, string>;
  to: string;
};

/**
 * Saves a row of a campaign's contents, new or changed, if nobody saved it since `revision`; else nothing is written and the
 * answer holds what stands there. Deed, audit record and the word that public pages have changed stand or fall together.
 */
export async function saveRow(scope: Scope, saving: Saving): Promise<Edited> {
  demand(scope, "campaign.change");
  const { table, key, revision, now, subject, to } = saving;
  const standing = await transaction(async (client) => {
    const before = (
      await client.query(`SELECT * FROM "${table}" WHERE ${matching(key)} FOR UPDATE`, values(key))
    ).rows[0] as Row | undefined;
    if ((before?.revision ?? 0) !== revision) return before ?? null;
    const set = { ...saving.columns, updated_by_id: scope.organizerId };
    const saved = before ? updated(saving, set) : inserted(saving, set);
    const after = (await client.query(saved.text, saved.values)).rows[0] as Row | undefined;
    // Somebody else made the same one at the same moment.
    if (!after) return null;
    const facts = {
      before: before ? atless(saving.facts(before)) : null,
      after: atless(saving.facts(after)),
    };
    await record(client, { scope, action: actionOf(saving, before, after), subject, ...facts });
    await touchCampaign(client, key.campaign_id);
    return "saved" as const;
  });
  if (standing === "saved") return { ok: true, to };
  // Gone meanwhile: saving again makes it anew.
  const { by, at } = await lastEdit(subject, now);
  const theirs = standing ? saving.fields(standing) : {};
  return { ok: false, status: 409, theirs, revision: standing?.revision ?? 0, by, at };
}

function updated({ table, key }: Saving, set: Columns) {
  const names = Object.keys(set);
  const start = Object.keys(key).length;
  const sets = names.map((name, index) => `${name} = $${start + index + 1}`);
  return {
    text: `UPDATE "${table}" SET ${sets.join(", ")}, revision = revision + 1, updated_at = clock_timestamp()
      WHERE ${matching(key)} RETURNING *`,
    values: [...values(key), ...values(set)],
  };
}

function inserted({ table, key, first }: Saving, set: Columns) {
  const row = { ...key, ...first, ...set, revision: 1 };
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`);
  return {
    text: `INSERT INTO "${table}" (${names.join(", ")}) VALUES (${places.join(", ")}) ON CONFLICT DO NOTHING RETURNING *`,
    values: values(row),
  };
}

/** What was done, in one word: what the public sees, or ceases to see, is told as that. */
function actionOf({ noun }: Saving, before: Row | undefined, after: Row): AuditAction {
  if (noun === "hotline") return before ? "hotline.change" : "hotline.add";
  const [was, is] = [Boolean(before?.published_at), Boolean(after.published_at)];
  if (is && !was) return `${noun}.publish`;
  if (was && !is) return `${noun}.hide`;
  return before ? `${noun}.change` : `${noun}.add`;
}

function matching(key: Columns): string {
  return Object.keys(key)
    .map((name, index) => `${name} = $${index + 1}`)
    .join(" AND ");
}

/** pg would write an object as JSON by itself, and an array as an array. */
function values(columns: Columns): unknown[] {
  return Object.values(columns);
}

/** The audit log refuses whatever looks like a mail address; a link may hold the sign. */
function atless(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === "string" ? value.replaceAll("@", "(at)") : value,
    ]),
  );
}
