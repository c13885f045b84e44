import { differences, type Figures, NO_FIGURES } from "../figures.ts";
import { parseKey } from "../note.ts";
import { Broken, type Findings, fail, noFindings } from "./findings.ts";
import { fetchHead, type SignedHead } from "./head.ts";
import { compareWithSeen, recall, remember, type Seen } from "./memory.ts";
import { type Compared, comparePublished, Moved } from "./published.ts";
import { rebuild } from "./rebuild.ts";
import { type Site, siteAt } from "./site.ts";

export type AuditOptions = {
  url: URL;
  /** Where the last good head is remembered. */
  file: string;
  /** The only key to accept, as text. */
  key?: string | undefined;
  /** A campaign that must be compared, by its slug. */
  campaign?: string | undefined;
  progress?: (done: number, size: number) => void;
  /** Milliseconds before figures that lag behind are asked for again. */
  pause?: number;
};

export type Audit = Findings & {
  head: SignedHead | null;
  seen: Seen | null;
  tiles: number;
  figures: Figures;
  compared: Compared[];
};

/** Publications during one audit after which it gives up. */
const ROUNDS = 5;

/**
 * Checks a site's public log and its published figures from outside, and remembers the head when all is well. Throws
 * Unreachable when the site cannot be asked; whatever is wrong with what it answers stands in `failures`.
 */
export async function auditSite({
  url,
  file,
  key,
  campaign,
  progress,
  pause = 1_000,
}: AuditOptions): Promise<Audit> {
  const site = siteAt(url);
  for (let round = 1; ; round++) {
    const audit: Audit = { ...noFindings(), head: null, seen: null, tiles: 0, figures: {}, compared: [] };
    try {
      await auditOnce(site, audit, { file, key, campaign, progress, pause });
    } catch (error) {
      if (error instanceof Moved && round < ROUNDS) continue;
      if (!(error instanceof Broken || error instanceof Moved)) throw error;
      fail(
        audit,
        error instanceof Moved ? `${error.message}: the checkpoint keeps lagging behind.` : error.message,
      );
    }
    if (audit.failures.length === 0 && audit.head && !remember(file, audit.head))
      audit.notices.push(`${file} cannot be written: the next audit will not know of this head.`);
    return audit;
  }
}

async function auditOnce(
  site: Site,
  audit: Audit,
  {
    file,
    key,
    campaign,
    progress,
    pause,
  }: Pick<AuditOptions, "file" | "key" | "campaign" | "progress"> & { pause: number },
): Promise<void> {
  audit.seen = recall(file);
  audit.head = await fetchHead(site);
  if (!audit.head) {
    if (audit.seen) fail(audit, `The log is gone: ${audit.seen.checkpoint.size} leaves were seen before.`);
    return;
  }
  const { checkpoint } = audit.head;
  if (key) checkPinned(key, audit.head, audit);
  const at = compareWithSeen(audit.seen, audit.head, audit);
  const { size } = checkpoint;
  // Every figure that no leaf speaks of would pass.
  if (size === 0) throw new Broken("The checkpoint is signed and has no leaves: it proves nothing.");
  const rebuilt = await rebuild(site, size, {
    at,
    findings: audit,
    progress: (done) => progress?.(done, size),
  });
  audit.tiles = rebuilt.tiles;
  audit.figures = rebuilt.figures;
  if (!rebuilt.root.equals(checkpoint.root))
    fail(audit, `The leaves come to another root than the one that is signed for ${size} leaves.`);
  if (at !== null && audit.seen && !rebuilt.rootThen?.equals(audit.seen.checkpoint.root))
    fail(audit, `The first ${at} leaves are not those that were seen before: the log was rewritten.`);
  for (const [edition, figures] of Object.entries(rebuilt.figures))
    for (const { what, is } of differences(figures, NO_FIGURES))
      if (is < 0)
        fail(audit, `${edition}: the leaves take away more than they added: ${what} comes to ${is}.`);
  audit.compared = await comparePublished({
    site,
    size,
    figures: rebuilt.figures,
    claims: rebuilt.claims,
    findings: audit,
    pause,
    campaign,
  });
}

/** A pinned key may carry the name of an earlier log of the same campaign: the key itself is what counts. */
function checkPinned(text: string, head: SignedHead, findings: Findings): void {
  const pinned = parseKey(text.trim());
  if (!pinned?.publicKey.equals(head.key.publicKey))
    fail(findings, `The log is signed by another key than the one you gave: ${head.keyText}`);
  else if (pinned.name !== head.key.name)
    findings.notices.push(`The key that you gave is that of ${pinned.name}; this log is ${head.key.name}.`);
}
