import { parseCheckpoint } from "../log/checkpoint.ts";
import type { Figures } from "../log/figures.ts";
import { openNote, type VerifierKey } from "../log/note.ts";
import { unequal } from "../log/tallied.ts";
import type { Findings } from "./findings.ts";
import type { Asked } from "./walk.ts";

export type StoredCheckpoint = {
  size: number;
  note: string;
  root: Buffer;
  position: number;
  figures: Figures;
};

/** What the leaves come to at some size. */
export type Reached = { size: number; root: Buffer; figures: Figures; lastPosition: number };

export async function storedCheckpoints(
  client: Asked,
  logId: number,
  above: number,
  upTo: number,
): Promise<Map<number, StoredCheckpoint>> {
  const { rows } = await client.query<StoredCheckpoint>(
    `SELECT size::float8 AS size, note, root, position::float8 AS position, figures FROM "Checkpoint"
     WHERE log_id = $1 AND size > $2 AND size <= $3`,
    [logId, above, upTo],
  );
  return new Map(rows.map((row) => [row.size, row]));
}

/** A checkpoint is signed, says what is stored beside it, and both are what the leaves up to it come to. */
export function checkCheckpoint(
  stored: StoredCheckpoint,
  key: VerifierKey,
  reached: Reached,
  findings: Findings,
): void {
  const name = `checkpoint ${stored.size} of ${key.name}`;
  const text = openNote(stored.note, key);
  const said = text === null ? null : parseCheckpoint(text);
  if (text === null) findings.add("log", `signature of ${name}`, "wrong", "valid");
  else if (!said || said.origin !== key.name || said.size !== stored.size || !said.root.equals(stored.root))
    findings.add("log", `note of ${name}`, text, "origin, size and root as stored");
  if (!stored.root.equals(reached.root))
    findings.add("log", `root of ${name}`, stored.root.toString("base64"), reached.root.toString("base64"));
  if (stored.position !== reached.lastPosition)
    findings.add("log", `position of ${name}`, stored.position, reached.lastPosition);
  for (const { edition, what, is, should } of unequal(stored.figures, reached.figures))
    findings.add("log", `figures of ${name}: ${edition} ${what}`, is, should);
}
