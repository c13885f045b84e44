import { loadSecrets } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { maskedAddress, openPerson, type Sealed, seesAddresses } from "../pledges/row.ts";
import { demand, type Scope } from "../scope.ts";
import type { HeldFacts } from "./signs-rules.ts";

/** Counted exactly up to here, and near ones up to `NEAR`: beyond, "and more" says enough. */
export const SHOWN_UP_TO = 1_000;
const NEAR = 500;
const HOUR = 3_600_000;

export type Held = {
  id: string;
  name: string | null;
  /** Whole for who may take the list out anyway, masked for everybody else. */
  address: string | null;
  country: string;
  region: string | null;
  county: string | null;
  stance: "man" | "supporter";
  minor: boolean;
  network: string | null;
  domain: string | null;
  submittedAt: Date;
  verifiedAt: Date | null;
  heldAt: Date;
  heldFor: string[];
  facts: HeldFacts;
};
export type Queue = {
  /** How many wait, up to `SHOWN_UP_TO`. */
  waiting: number;
  /** The one to look at; null when nobody waits. */
  current: Held | null;
  /** Its place in the queue; null beyond `SHOWN_UP_TO`. */
  place: number | null;
  previous: string | null;
  next: string | null;
};

/** In the order of their ids, which is the order in which they signed. */
const WAITING = "edition_id = $1 AND held_at IS NOT NULL AND invalidated_at IS NULL AND withdrawn_at IS NULL";

/** The pledges of an edition that wait for a look, the oldest first; `at` is the one to show, else the oldest. */
export async function heldQueue(scope: Scope, editionId: string, at: string | null): Promise<Queue> {
  demand(scope, "pledges.change");
  await loadSecrets();
  const ids = (
    await query<{ id: string }>(`SELECT id FROM "Pledge" WHERE ${WAITING} ORDER BY id LIMIT ${SHOWN_UP_TO}`, [
      editionId,
    ])
  ).map(({ id }) => id);
  // One that was dealt with meanwhile, by somebody else perhaps: go on with the one after it.
  const found = at === null ? 0 : ids.findIndex((id) => id >= at);
  const index = found < 0 ? ids.length - 1 : found;
  const id = ids[index];
  const current = id === undefined ? null : await heldOne(scope, id);
  if (!current) return { waiting: ids.length, current: null, place: null, previous: null, next: null };
  return {
    waiting: ids.length,
    current,
    place: index + 1,
    previous: ids[index - 1] ?? null,
    next: ids[index + 1] ?? null,
  };
}

type Row = Omit<Held, "name" | "address" | "facts"> & Omit<HeldFacts, "isConfirmed"> & Sealed;

async function heldOne(scope: Scope, id: string): Promise<Held | null> {
  const signed = momentOf(id);
  const [row] = await query<Row>(
    `SELECT p.id, p.data_key, p.name_sealed, p.email_sealed, p.email_domain, p.country, p.region, p.county, p.stance, p.minor,
       p.ip_prefix AS network, p.email_domain AS domain, p.submitted_at AS "submittedAt", p.verified_at AS "verifiedAt",
       p.held_at AS "heldAt", p.held_for AS "heldFor",
       earlier_pledge(p.edition_id, p.mailbox_key, p.person_key) IS NOT NULL OR p.renews_id IS NOT NULL AS "stoodBefore",
       (SELECT count(*)::int FROM (SELECT FROM "Pledge" o WHERE o.edition_id = p.edition_id
          AND o.email_domain = p.email_domain AND o.id BETWEEN $2 AND $3 AND o.id <> p.id LIMIT ${NEAR}) AS d) AS "nearDomain",
       (SELECT count(*)::int FROM (SELECT FROM "Pledge" o WHERE o.edition_id = p.edition_id
          AND o.ip_prefix = p.ip_prefix AND o.id BETWEEN $2 AND $3 AND o.id <> p.id LIMIT ${NEAR}) AS n) AS "nearNetwork",
       (SELECT count(*)::int FROM (SELECT FROM "Pledge" o WHERE o.name_keys @> p.name_keys AND o.name_keys <@ p.name_keys
          AND o.edition_id = p.edition_id AND o.id <> p.id AND cardinality(p.name_keys) > 0 LIMIT ${NEAR}) AS s) AS "sameName",
       (SELECT count(*)::int FROM "Pledge" o WHERE o.edition_id = p.edition_id AND o.mailbox_key = p.mailbox_key
          AND o.id <> p.id AND is_counted(o)) AS household
     FROM "Pledge" p WHERE p.id = $1`,
    [id, floorOf(signed - HOUR), floorOf(signed + HOUR)],
  );
  if (!row) return null;
  const { data_key, name_sealed, email_sealed, email_domain, ...rest } = row;
  const { stoodBefore, nearDomain, nearNetwork, sameName, household, ...held } = rest;
  const { name, email } = openPerson({ data_key, name_sealed, email_sealed, email_domain });
  return {
    ...held,
    name,
    address: email && (seesAddresses(scope) ? email : maskedAddress(email)),
    facts: {
      isConfirmed: held.verifiedAt !== null,
      stoodBefore,
      nearDomain,
      nearNetwork,
      sameName,
      household,
    },
  };
}

/** When an id was made (RFC 9562, version 7): by it the index of a domain finds those near without reading the rest. */
function momentOf(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}

/** The least id of a moment. */
function floorOf(moment: number): string {
  const hex = Math.max(0, moment).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
