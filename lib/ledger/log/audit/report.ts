import type { Audit } from "./audit.ts";
import { plain } from "./findings.ts";

const n = (value: number) => value.toLocaleString("en-US");

/** An audit in words, to be read on a terminal. */
export function reportAudit(audit: Audit, url: URL): string {
  const lines = [`Audit of ${url.origin}`, "", ...told(audit).map(plain), ""];
  for (const notice of audit.notices) lines.push(`Note: ${plain(notice)}`, "");
  for (const failure of audit.failures) lines.push(`WRONG: ${failure}`);
  if (audit.more > 0) lines.push(`WRONG: and ${n(audit.more)} more of the kind.`);
  if (audit.failures.length > 0)
    lines.push(
      "",
      "FAILED. What this site publishes does not agree with itself, or with what was seen before.",
    );
  else if (audit.head)
    lines.push(
      "PASSED. Every published figure follows from the log's leaves, and the log is the one that was signed.",
    );
  else lines.push("Nothing is published yet, so there is nothing to check.");
  return lines.join("\n");
}

function told({ head, seen, tiles, figures, compared }: Audit): string[] {
  if (!head) return [];
  const { checkpoint, keyText } = head;
  const lines = [
    `Log           ${checkpoint.origin}`,
    `Key           ${keyText}`,
    `Checkpoint    ${n(checkpoint.size)} leaves, root ${checkpoint.root.toString("base64")}`,
  ];
  if (seen) lines.push(`Seen before   ${n(seen.checkpoint.size)} leaves of ${seen.checkpoint.origin}`);
  if (tiles > 0)
    lines.push(`Rebuilt       the tree from its leaves; compared ${n(tiles)} tiles of hashes, byte by byte`);
  for (const [edition, { verified, supporters, by_evidence, places }] of Object.entries(figures).sort()) {
    const evidence = Object.entries(by_evidence).map(([kind, count]) => `${kind} ${n(count)}`);
    lines.push(
      "",
      `${edition}: ${n(verified)} men by e-mail in ${Object.keys(places).length} places, ${n(supporters)} supporters`,
    );
    if (evidence.length > 0) lines.push(`  by evidence: ${evidence.join(", ")}`);
    const shown = compared.find((found) => found.edition === edition);
    if (!shown) lines.push("  the site shows no open data for it");
    else lines.push(`  compared with count.json and places.json; ${surplus(shown)}`);
  }
  return lines;
}

function surplus({ live, verified, waiting }: Audit["compared"][number]): string {
  if (waiting === 0) return "everything counted is published";
  const change = live - verified;
  const sign = change < 0 ? "fewer" : "more";
  return `live count ${n(live)}: ${n(Math.abs(change))} ${sign}, not yet published (${n(waiting)} entries of all editions wait)`;
}
