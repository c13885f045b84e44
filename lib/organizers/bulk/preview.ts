import { loadSecrets } from "#lib/crypto.ts";
import type { Condition } from "#lib/pledges/bulk/condition.ts";
import { countMet, inTime, type Met } from "#lib/pledges/bulk/count.ts";
import { whereOf } from "#lib/pledges/bulk/where.ts";
import { maskedAddress, openPerson, type Sealed } from "../pledges/row.ts";
import { demand, type Scope } from "../scope.ts";

export type Sampled = {
  id: string;
  /** Null of an erased man. */
  name: string | null;
  /** `j…n@example.org`. */
  address: string | null;
  country: string;
  region: string | null;
  county: string | null;
  state: "waiting" | "counted" | "held" | "withdrawn";
  submittedAt: Date;
};
/** `met` is null where counting takes too long, `sample` where even finding the first ones does. */
export type Preview = { met: Met | null; sample: Sampled[] | null };

const SAMPLE = 20;

/** What would happen: how many pledges a condition meets, how many of them count, and the newest twenty to look at. */
export async function preview(scope: Scope, editionId: string, condition: Condition): Promise<Preview> {
  demand(scope, "pledges.bulk");
  await loadSecrets();
  const [met, sample] = await Promise.all([countMet(editionId, condition), sampleOf(editionId, condition)]);
  return { met, sample };
}

async function sampleOf(editionId: string, condition: Condition): Promise<Sampled[] | null> {
  const { text, values } = whereOf(editionId, condition);
  const rows = await inTime<Omit<Sampled, "name" | "address"> & Sealed>(
    `SELECT p.id, p.data_key, p.name_sealed, p.email_sealed, p.email_domain, p.country, p.region, p.county,
       p.submitted_at AS "submittedAt",
       CASE WHEN is_counted(p) THEN 'counted' WHEN p.withdrawn_at IS NOT NULL THEN 'withdrawn'
         WHEN p.held_at IS NOT NULL THEN 'held' ELSE 'waiting' END AS state
     FROM "Pledge" p WHERE ${text} ORDER BY p.id DESC LIMIT ${SAMPLE}`,
    values,
  );
  const sampled = rows?.map(({ data_key, name_sealed, email_sealed, email_domain, ...shown }) => {
    const { name, email } = openPerson({ data_key, name_sealed, email_sealed, email_domain });
    return { ...shown, name, address: email && maskedAddress(email) };
  });
  return sampled ?? null;
}
