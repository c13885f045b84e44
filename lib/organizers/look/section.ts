import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { type AuditAction, record } from "#lib/audit/record.ts";
import { touchCampaign } from "#lib/campaigns/touch.ts";
import { now } from "#lib/clock.ts";
import { transaction } from "#lib/db.ts";
import type { Edited } from "../editing/edited.ts";
import { lastEdit } from "../editing/last-edit.ts";
import { demand, type Scope } from "../scope.ts";

/** What a form shows and posts, by the names of its fields. */
export type Fields = Record<string, string>;

/** One part of a campaign that is edited by itself: its look, its film, its own words. */
export type Section = {
  /** As it is called in the audit log: `look`, `film`, `own_words`. */
  noun: "look" | "film" | "own_words";
  action: AuditAction;
  read(client: Pick<PoolClient, "query">, campaignId: string): Promise<Fields>;
  write(client: PoolClient, campaignId: string): Promise<void>;
};

/**
 * Saves a section of a campaign, unless it is another one by now than the form was made from: then nothing is written, and both
 * versions are told. Pages are made anew, and what changed is in the audit log.
 */
export async function changeSection(
  scope: Scope,
  campaignId: string,
  { noun, action, read, write }: Section,
  { seen, to }: { seen: number | null; to: string },
): Promise<Edited> {
  demand(scope, "campaign.change");
  const subject = `${noun}:${campaignId}`;
  const outcome = await transaction(async (client) => {
    // Two who save at once: the second finds what the first has written.
    await client.query(`SELECT FROM "Campaign" WHERE id = $1 FOR UPDATE`, [campaignId]);
    const before = await read(client, campaignId);
    if (revisionOf(before) !== seen) return { isStale: true, theirs: before };
    await write(client, campaignId);
    await client.query(`UPDATE "Campaign" SET revision = revision + 1 WHERE id = $1`, [campaignId]);
    await touchCampaign(client, campaignId);
    const after = await read(client, campaignId);
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    if (changed.length > 0)
      await record(client, {
        scope,
        action,
        subject,
        before: facts(before, changed),
        after: facts(after, changed),
      });
    return { isStale: false, theirs: after };
  });
  if (!outcome.isStale) return { ok: true, to };
  const { theirs } = outcome;
  return {
    ok: false,
    status: 409,
    theirs,
    revision: revisionOf(theirs),
    ...(await lastEdit(subject, now())),
  };
}

/**
 * The revision of a section is a digest of what it says: who edits another section is in nobody's way, and a form that is saved
 * over the very words that it was made from overwrites nothing.
 */
export function revisionOf(fields: Fields): number {
  const text = JSON.stringify(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash("sha256").update(text).digest().readUInt32BE(0) % 1_000_000_000;
}

/** Public words, but the log refuses what looks like a mail address. */
function facts(fields: Fields, names: string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, (fields[name] ?? "").replaceAll("@", "(at)")]));
}
