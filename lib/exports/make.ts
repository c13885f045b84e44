import { AUDIT_COLUMNS, auditLines } from "#lib/audit/export.ts";
import { now } from "#lib/clock.ts";
import { loadSecrets, unsealApp } from "#lib/crypto.ts";
import { csvHeader } from "#lib/csv.ts";
import { query } from "#lib/db.ts";
import { type InHand, TaskRefused } from "#lib/tasks/in-hand.ts";
import { HISTORY_COLUMNS, historyLines, TOTAL_COLUMNS, totalLines } from "./figures.ts";
import { makeFile } from "./files.ts";
import { countPledges, PLEDGE_COLUMNS, pledgeLines } from "./pledges.ts";
import { type ExportInput, exportSchema } from "./schema.ts";

type Edition = { id: string; slug: string; year: number; timeZone: string };
type Lines = AsyncIterable<{ text: string; rows: number }>;
type Source = { columns: readonly string[]; lines: Lines; total: number | null };
/** Who is meant by an organizer's id; the audit log names people. */
type Names = () => Promise<Map<string, string>>;

/** Pledges whose lines may come to 4 GB. */
const HUGE = 5_000_000;

/**
 * The task `export`: makes the file that its params ask for, and says how many rows it has. One that was interrupted begins anew: a
 * file that is encrypted in one stream cannot be gone on with, and a million rows take under a minute.
 */
export function exportTask(names: Names) {
  return async ({ task, check, save }: InHand): Promise<object> => {
    await loadSecrets();
    const asked = exportSchema.safeParse(task.params);
    const edition = asked.success ? await editionOf(asked.data) : null;
    if (!asked.success || !edition) throw new TaskRefused("no_edition");
    const { columns, lines, total } = await sourceOf(asked.data, edition, names);
    await save({ done: 0, total });
    let done = 0;
    const watched = async function* (): Lines & AsyncGenerator {
      yield { text: csvHeader(columns), rows: 0 };
      for await (const chunk of lines) {
        check();
        yield chunk;
        done += chunk.rows;
        if (done > 0) await save({ done });
      }
      check();
    };
    const file = await makeFile(task.id, {
      name: nameOf(asked.data),
      lines: watched(),
      passphrase: passphraseOf(task),
      // Without a count there are too many to be counted in five seconds.
      isHuge: asked.data.what === "pledges" && (total ?? Number.POSITIVE_INFINITY) > HUGE,
    });
    await save({ done: file.rows, total: file.rows });
    return { rows: file.rows, size: file.size };
  };
}

/** The task's params keep it sealed, and only until the task has ended (`forgetPassphrases`). */
function passphraseOf({ id, params }: InHand["task"]): string | undefined {
  const sealed = params.passphrase;
  return typeof sealed === "string"
    ? unsealApp("export", Buffer.from(sealed, "base64url"), `${PASSPHRASE}:${id}`).toString("utf8")
    : undefined;
}
export const PASSPHRASE = "passphrase";

async function sourceOf(asked: ExportInput, edition: Edition, names: Names): Promise<Source> {
  switch (asked.what) {
    case "pledges":
      return {
        columns: PLEDGE_COLUMNS,
        lines: pledgeLines(edition, asked),
        total: await countPledges(edition.id, asked),
      };
    case "totals":
      return { columns: TOTAL_COLUMNS, lines: totalLines(edition), total: null };
    case "history":
      return { columns: HISTORY_COLUMNS, lines: historyLines(edition.slug), total: null };
    case "audit": {
      const found = await names();
      const nameOfOne = (id: string) => found.get(id) ?? id;
      return {
        columns: AUDIT_COLUMNS,
        lines: auditLines({}, { timeZone: edition.timeZone, nameOf: nameOfOne }),
        total: null,
      };
    }
  }
}

async function editionOf({ campaign, year }: ExportInput): Promise<Edition | null> {
  const [edition] = await query<Edition>(
    `SELECT e.id, c.slug, e.year, e.time_zone AS "timeZone" FROM "Edition" e JOIN "Campaign" c ON c.id = e.campaign_id
     WHERE c.slug = $1 AND e.year = $2`,
    [campaign, year],
  );
  return edition ?? null;
}

function nameOf({ what, campaign, year }: ExportInput): string {
  const day = now().toISOString().slice(0, 10);
  const about = what === "audit" ? [] : what === "history" ? [campaign] : [campaign, year];
  return `${["countersign", what, ...about, day].join("-")}.csv`;
}

/** Takes the sealed passphrase out of the params of tasks that have ended. */
export async function forgetPassphrases(): Promise<void> {
  await query(
    `UPDATE "Task" SET params = params - $1 WHERE kind = 'export' AND params ? $1
       AND num_nonnulls(finished_at, stopped_at, failed_at) > 0`,
    [PASSPHRASE],
  );
}
