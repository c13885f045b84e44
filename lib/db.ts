import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "#lib/env.ts";
import { PrismaClient } from "#lib/generated/prisma/client.ts";

type Shared = { pool?: pg.Pool; db?: PrismaClient };

// server.ts and Next's bundles load this module apart; on globalThis they share one pool.
const holder = globalThis as typeof globalThis & { countersignDb?: Shared };
holder.countersignDb ??= {};
const shared = holder.countersignDb;

/** This process' connections, made on first use. Give up on an unreachable server after 5 s (pg itself never would). */
export function pool(): pg.Pool {
  if (!shared.pool) {
    shared.pool = new pg.Pool({
      connectionString: env().databaseUrl,
      // With a disk that really syncs, the commits of many connections share one sync: 5 connections signed 843/s where 10
      // signed 2,493/s. Far more only take turns on the cores.
      max: 16,
      connectionTimeoutMillis: 5_000,
      application_name: "countersign",
    });
    // A connection that dies while idle is replaced on next use; without a listener it would end the process.
    shared.pool.on("error", () => {});
  }
  return shared.pool;
}

/** The Prisma client on the same pool: for what is read and written by its fields, where no rush is. */
export function db(): PrismaClient {
  shared.db ??= new PrismaClient({ adapter: new PrismaPg(pool()) });
  return shared.db;
}

const DEADLOCK = "40P01";

/**
 * Runs one statement, again where it lost a deadlock. A `name` makes it a prepared statement of the connection, planned
 * once: for calls of routines and reads of tallies. A look-up in a table that grows stays without one, because a plan made
 * for an empty table would be kept.
 */
export async function query<Row extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
  name?: string,
): Promise<Row[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      const result = await pool().query<Row>(name ? { text, values, name } : { text, values });
      return result.rows;
    } catch (error) {
      // The statement was rolled back whole, so that it can simply be asked again.
      if ((error as { code?: string }).code !== DEADLOCK || attempt === 3) throw error;
    }
  }
}

/** What sends a statement: `query`, or `through` a transaction that somebody else has begun. */
export type Send = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Sends statements inside a transaction, so that a deed and what belongs to it stand or fall together. */
export function through(client: pg.PoolClient): Send {
  return async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await client.query<Row>(text, values)).rows;
}

type Transaction<T> = {
  /** How it begins: isolation, read only. */
  begin?: string;
  /** Whether what was done is committed; it is by default. */
  keep?: (done: T) => boolean;
};

/** Runs `work` in a transaction on a connection of its own: committed when it returns, rolled back when it throws. */
export async function transaction<T>(
  work: (client: pg.PoolClient) => Promise<T>,
  { begin = "BEGIN", keep = () => true }: Transaction<T> = {},
): Promise<T> {
  const client = await pool().connect();
  // A connection that dies between two statements says so as an event; without a listener the process would end.
  client.on("error", ignore);
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const done = await work(client);
    await client.query(keep(done) ? "COMMIT" : "ROLLBACK");
    return done;
  } catch (error) {
    await client.query("ROLLBACK").catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.off("error", ignore);
    client.release(broken);
  }
}

function ignore(): void {}

/** Closes what was opened, for a process that ends. */
export async function closeDatabase(): Promise<void> {
  const { db: client, pool: connections } = shared;
  shared.db = undefined;
  shared.pool = undefined;
  await client?.$disconnect();
  await connections?.end();
}
