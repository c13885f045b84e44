import { type Checkpoint, parseCheckpoint } from "../checkpoint.ts";
import { openNote, parseKey, type VerifierKey } from "../note.ts";
import { Broken } from "./findings.ts";
import type { Site } from "./site.ts";

export type SignedHead = { checkpoint: Checkpoint; note: string; key: VerifierKey; keyText: string };

/** The log's key and its signed head as the site serves them; null where nothing is published. Throws Broken when unsigned. */
export async function fetchHead(site: Site): Promise<SignedHead | null> {
  const [served, note] = [await site.text("/log/key"), await site.text("/log/checkpoint")];
  if (served === null && note === null) return null;
  if (served === null || note === null)
    throw new Broken("Only one of /log/key and /log/checkpoint is there.");
  const keyText = served.trim();
  const key = parseKey(keyText);
  if (!key) throw new Broken("/log/key is not a verifier key.");
  const text = openNote(note, key);
  if (text === null) throw new Broken("/log/checkpoint is not a note that this key has signed.");
  const checkpoint = parseCheckpoint(text);
  if (!checkpoint) throw new Broken("/log/checkpoint is signed but is not a checkpoint.");
  if (checkpoint.origin !== key.name)
    throw new Broken(`The checkpoint is of ${checkpoint.origin}, the key of ${key.name}.`);
  return { checkpoint, note, key, keyText };
}
