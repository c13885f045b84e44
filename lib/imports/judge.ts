import { query } from "#lib/db.ts";
import { mailboxKey, personKey } from "#lib/pledges/sign.ts";
import type { Person } from "./row-rules.ts";

/** A client inside a transaction: `transaction()` of lib/db.ts hands one out. */
type Client = { query<Row>(text: string, values: unknown[]): Promise<{ rows: Row[] }> };

/** Why somebody who could be taken is not: each has a sentence. */
export type Skip =
  | "already_counted"
  | "already_waiting"
  | "withdrawn"
  | "invalidated"
  | "suppressed"
  | "household_full"
  | "twice_in_list";
export type Candidate = { row: number; person: Person; mailbox: Buffer | null; key: Buffer };
/** Where he will stand: his place in the household (null without an address), and the earlier pledge that this one renews. */
export type Judged = Candidate &
  ({ skip: Skip } | { skip: null; slot: number | null; renews: string | null });

type Known = { existing: Skip | null; suppressed: boolean; slots: number[]; renews: string | null };

export function candidate(row: number, person: Person): Candidate {
  return {
    row,
    person,
    mailbox: person.email && mailboxKey(person.email.canonical),
    key: personKey(person.name, person.birthYear),
  };
}

/**
 * Judges people of a list, in its order, by what is known of them: a man by his mailbox and himself, as when he signs; on a card
 * without an address by himself, among others without one. `seen` remembers who came before in the same list.
 */
export async function judge(
  candidates: Candidate[],
  { editionId, householdLimit }: { editionId: string; householdLimit: number },
  seen: Seen,
  client?: Client,
): Promise<Judged[]> {
  const known = await knownOf(candidates, editionId, client);
  return candidates.map((one, index): Judged => {
    const found = known[index] as Known;
    const { mailbox } = one;
    if (found.existing) return { ...one, skip: found.existing };
    if (found.suppressed) return { ...one, skip: "suppressed" };
    if (seen.hasPerson(mailbox, one.key)) return { ...one, skip: "twice_in_list" };
    if (!mailbox) {
      seen.add(mailbox, one.key, null);
      return { ...one, skip: null, slot: null, renews: null };
    }
    const taken = new Set([...found.slots, ...seen.slots(mailbox)]);
    const slot = Array.from({ length: householdLimit }, (_, place) => place + 1).find(
      (place) => !taken.has(place),
    );
    if (slot === undefined) return { ...one, skip: "household_full" };
    seen.add(mailbox, one.key, slot);
    return { ...one, skip: null, slot, renews: found.renews };
  });
}

export type Seen = ReturnType<typeof createSeen>;

/** Who came before, in a few dozen bytes each: 96 bits of an HMAC are not met twice by chance. */
export function createSeen() {
  const people = new Set<string>();
  const taken = new Map<string, number[]>();
  const short = (key: Buffer | null) => key?.toString("latin1", 0, 12) ?? "";
  const both = (mailbox: Buffer | null, person: Buffer) => short(mailbox) + short(person);
  return {
    hasPerson: (mailbox: Buffer | null, person: Buffer) => people.has(both(mailbox, person)),
    slots: (mailbox: Buffer) => taken.get(short(mailbox)) ?? [],
    add(mailbox: Buffer | null, person: Buffer, slot: number | null): void {
      people.add(both(mailbox, person));
      if (!mailbox || slot === null) return;
      const slots = taken.get(short(mailbox));
      if (slots) slots.push(slot);
      else taken.set(short(mailbox), [slot]);
    },
  };
}

/** One statement for all of them; the two ways of finding somebody are two ranges of one index. */
async function knownOf(candidates: Candidate[], editionId: string, client?: Client): Promise<Known[]> {
  const text = `SELECT
      (SELECT CASE WHEN p.invalidated_at IS NOT NULL THEN 'invalidated' WHEN p.withdrawn_at IS NOT NULL THEN 'withdrawn'
          WHEN p.verified_at IS NULL THEN 'already_waiting' ELSE 'already_counted' END
        FROM (SELECT * FROM "Pledge" p WHERE k.mailbox IS NOT NULL AND p.edition_id = $1 AND p.mailbox_key = k.mailbox AND p.person_key = k.person
              UNION ALL
              SELECT * FROM "Pledge" p WHERE k.mailbox IS NULL AND p.edition_id = $1 AND p.mailbox_key IS NULL AND p.person_key = k.person
              LIMIT 1) p) AS existing,
      EXISTS (SELECT FROM "Suppression" s WHERE s.mailbox_key = k.mailbox) AS suppressed,
      ARRAY(SELECT p.slot FROM "Pledge" p WHERE p.edition_id = $1 AND p.mailbox_key = k.mailbox AND p.slot IS NOT NULL) AS slots,
      CASE WHEN k.mailbox IS NOT NULL THEN earlier_pledge($1, k.mailbox, k.person) END AS renews
    FROM unnest($2::bytea[], $3::bytea[]) WITH ORDINALITY AS k(mailbox, person, i) ORDER BY k.i`;
  const values = [editionId, candidates.map(({ mailbox }) => mailbox), candidates.map(({ key }) => key)];
  return client ? (await client.query<Known>(text, values)).rows : query<Known>(text, values);
}
