/**
 * Prisma's schema engine as WebAssembly from npm: the same engine as `prisma migrate`, without the binary that its
 * command line wants from a download host (docs/decisions).
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
} from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";

type Glue = {
  SchemaEngine: typeof SchemaEngine;
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

let loaded: Promise<Glue> | undefined;

/** Lends an engine that works on the database at `url` to `deed`, and closes its connections afterwards. */
export async function withSchemaEngine<T>(
  url: string,
  deed: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  const { SchemaEngine } = await loaded;
  const pool = new DescribingPool({ connectionString: url, max: 2, connectionTimeoutMillis: 5_000 });
  pool.on("error", () => {});
  const factory = bindMigrationAwareSqlAdapterFactory(pool.adapterFactory());
  try {
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
    return await deed(engine);
  } finally {
    await pool.end();
  }
}

async function load(): Promise<Glue> {
  // Not import.meta.resolve, which Vitest does not have.
  const path = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const glue: Glue & WebAssembly.ModuleImports = await import(path);
  const bytes = await readFile(path.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": { ...glue } });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue;
}

/**
 * The adapter does not know PostgreSQL's one-byte type "char" (oid 18), in which the catalogue tells the kinds of
 * constraints and which the engine reads as a character: it fails with "Column type 'char' could not be
 * deserialized". So these columns pass the adapter as text (oid 25) and are called characters behind it.
 */
class DescribingPool extends pg.Pool {
  readonly #characters = new Set<string>();

  override query = (async (statement: pg.QueryArrayConfig, values?: unknown[]) => {
    const result = await super.query(statement, values);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID !== 18) continue;
      field.dataTypeID = 25;
      this.#characters.add(field.name);
    }
    return result;
  }) as pg.Pool["query"];

  adapterFactory(): PrismaPg {
    const factory = new PrismaPg(this);
    const connect = factory.connect.bind(factory);
    factory.connect = async () => {
      const adapter = await connect();
      const queryRaw = adapter.queryRaw.bind(adapter);
      adapter.queryRaw = async (statement) => {
        const result = await queryRaw(statement);
        const columnTypes = result.columnTypes.map((type, index) =>
          this.#characters.has(result.columnNames[index] ?? "") ? ColumnTypeEnum.Character : type,
        );
        return { ...result, columnTypes };
      };
      // The adapter cuts a script at each semicolon, also inside a function's body. PostgreSQL takes it whole, and as
      // one transaction: a migration that fails leaves nothing behind.
      adapter.executeScript = async (script) => void (await super.query(script).catch(rethrow));
      return adapter;
    };
    return factory;
  }
}

/** A database error in the shape that the engine reads; it answers any other with a bare number. */
function rethrow(error: pg.DatabaseError): never {
  const { code = "", severity = "ERROR", message, detail, column, hint } = error;
  const words = { code, severity, message, detail, column, hint };
  throw new DriverAdapterError({ kind: "postgres", originalCode: code, originalMessage: message, ...words });
}
