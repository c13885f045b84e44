import { loadSecrets } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import type { Placed } from "#lib/places/rules.ts";
import { demand, type Scope } from "../scope.ts";
import type { State } from "./filter.ts";
import { type Cursor, type NameBy, PAGE, pageStatement, type Wanted, walkStatement } from "./list-sql.ts";
import { maskedAddress, openPerson, type Sealed } from "./row.ts";

export type ListedPledge = Placed & {
  id: string;
  name: string | null;
  /** `j…n@gmail.com`. */
  address: string | null;
  state: State;
  reason: string | null;
  stance: "man" | "supporter";
  minor: boolean;
  isNameHidden: boolean;
  evidence: string | null;
  /** By which way he came, and its slug where it has one. */
  source: { kind: "event" | "team"; slug: string } | { kind: "share" | "direct" | "import" };
  submittedAt: Date;
};
export type PledgeListPage = {
  pledges: ListedPledge[];
  /** Where the next page begins; null on the last. */
  next: Cursor | null;
  /** The page ends because it looked through as many as one page may, back to this moment; there may be more. */
  lookedBackTo: Date | null;
};

type Row = Sealed &
  Placed & {
    id: string;
    state: State;
    stance: "man" | "supporter";
    minor: boolean;
    evidence: string | null;
    share: string | null;
    team: string | null;
    event: string | null;
    import_id: string | null;
    submitted_at: Date;
    invalidated_reason: string | null;
    name_hidden_at: Date | null;
  };

/**
 * A page of the pledges that are wanted, the newest first. A page costs the same wherever it stands, because it begins behind the
 * last one of the page before, and nothing is counted.
 */
export async function pledgesOf(scope: Scope, wanted: Wanted): Promise<PledgeListPage> {
  demand(scope, "pledges.read");
  await loadSecrets();
  const isName = wanted.sought !== null && "nameKeys" in wanted.sought;
  const first = await page(wanted, "walk");
  return isName && first.lookedBackTo ? page(wanted, "index") : first;
}

async function page(wanted: Wanted, by: NameBy): Promise<PledgeListPage> {
  const { text, values } = pageStatement(wanted, by);
  const rows = await query<Row>(text, values);
  const pledges = rows.slice(0, PAGE).map(listed);
  const cursorOf = ({ id, submitted_at }: Pick<Row, "id" | "submitted_at">): Cursor => ({
    id,
    at: wanted.filter.state === "waiting" ? submitted_at.getTime() : null,
  });
  const last = rows[PAGE - 1];
  if (rows.length > PAGE && last) return { pledges, next: cursorOf(last), lookedBackTo: null };
  const walk = walkStatement(wanted, by);
  const [end] = walk ? await query<Pick<Row, "id" | "submitted_at">>(walk.text, walk.values) : [];
  return { pledges, next: end ? cursorOf(end) : null, lookedBackTo: end?.submitted_at ?? null };
}

/** A cursor for an address of the list, and back; null for anything else. */
export function writeCursor({ id, at }: Cursor): string {
  return at === null ? id : `${id}.${at}`;
}

export function readCursor(value: string | string[] | undefined): Cursor | null {
  const [, id, at] =
    /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.(\d{1,14}))?$/.exec([value ?? ""].flat()[0] ?? "") ??
    [];
  return id ? { id, at: at ? Number(at) : null } : null;
}

function listed(row: Row): ListedPledge {
  const { name, email } = openPerson(row);
  const { id, state, stance, minor, evidence, country, region, county } = row;
  return {
    id,
    name,
    address: email && maskedAddress(email),
    state,
    reason: row.invalidated_reason,
    stance,
    minor,
    isNameHidden: row.name_hidden_at !== null,
    evidence,
    country,
    region,
    county,
    source: sourceOf(row),
    submittedAt: row.submitted_at,
  };
}

/** In the order in which the ledger credits. */
function sourceOf({ event, team, share, import_id }: Row): ListedPledge["source"] {
  if (import_id) return { kind: "import" };
  if (event) return { kind: "event", slug: event };
  if (team) return { kind: "team", slug: team };
  return { kind: share ? "share" : "direct" };
}
