import { editionForSigning, signedText } from "#lib/campaigns/queries.ts";
import { signedVersion } from "#lib/campaigns/rules.ts";
import { newDataKey, randomToken, seal, unseal, unwrapDataKey, uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import type { Locale } from "#lib/words.ts";
import { ageGroup } from "./age-rules.ts";
import { wordingId } from "./consents.ts";
import { commitTo } from "./receipt.ts";
import { earlierPledge, recordOf, untilSettled } from "./records.ts";

/** `text`: the text that he was shown is not in force any more; show him the new one. The rest: lib/pledges/renew.sql. */
export type RenewOutcome =
  | "renewed"
  | "already"
  | "household_full"
  | "closed"
  | "text"
  | "ignored"
  | "unknown";

const STATEMENT = `SELECT outcome, pledge_id FROM renew_pledge(${Array.from({ length: 16 }, (_, i) => `$${i + 1}`).join(", ")})`;

/**
 * Renews a man's pledge of an earlier edition into the campaign's open one, by one click: a new pledge under a data key of its
 * own, counted at once and linked to the earlier one, exactly once however often it is called. `textVersion` is that of the
 * text he was shown, in the language `lang`. `pledgeId` is the new pledge. The caller has proved that the earlier one is his.
 */
export async function renew(
  pledgeId: string,
  { textVersion, lang, now }: { textVersion: number; lang: Locale; now: Date },
): Promise<{ outcome: RenewOutcome; pledgeId: string }> {
  let renewed = pledgeId;
  const outcome = await untilSettled(async (): Promise<RenewOutcome | "changed"> => {
    const earlier = await earlierPledge(pledgeId);
    if (!earlier?.emailSealed) return "unknown";
    const current = await editionForSigning(earlier.slug);
    if (current?.edition.state !== "open") return "closed";
    const { edition, replaced } = current;
    const version = signedVersion(textVersion, edition.textVersion, replaced, now);
    const text = version === null ? null : await signedText(earlier.campaignId, version, lang);
    if (!text) return "text";

    const old = unwrapDataKey(earlier.dataKey);
    const name = unseal(old, earlier.nameSealed, "name").toString("utf8");
    const { key, wrapped } = newDataKey();
    const entry = uuidv7(now);
    const { year } = edition;
    const record = recordOf({ ...earlier, year, lang, textSha256: text.sha256 }, { entry, name });
    const { commitment, sealed } = commitTo(record, key);
    const isMinor = ageGroup(earlier.birthYear, earlier.country, now, edition.timeZone) === "minor";
    const [row] = await query<{ outcome: RenewOutcome | "changed"; pledge_id: string }>(STATEMENT, [
      pledgeId,
      earlier.prior,
      edition.id,
      uuidv7(now),
      wrapped,
      seal(key, unseal(old, earlier.emailSealed, "email"), "email"),
      seal(key, name, "name"),
      isMinor,
      lang,
      text.version,
      await wordingId(lang),
      entry,
      commitment,
      sealed,
      uuidv7(now),
      randomToken().slice(0, 16),
    ]);
    if (!row) return "unknown";
    renewed = row.pledge_id ?? pledgeId;
    return row.outcome;
  });
  return { outcome, pledgeId: renewed };
}
