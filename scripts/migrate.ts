/** `npm run migrate`: applies migrations, writes the next one, or checks that they make what the schema says. */
import { StartError } from "#lib/env.ts";
import { onDatabase } from "#lib/house/on-database.ts";
import { readOptions } from "#lib/house/options.ts";
import { startScratchServer } from "#lib/house/scratch.ts";
import { applyMigrations, differenceToSchema, updateDatabase, writeMigration } from "#lib/migrations.ts";

const HELP = `npm run migrate               apply what is missing to DATABASE_URL, or to the embedded database
npm run migrate -- new NAME   write the migration that leads to prisma/schema.prisma (NAME like add-teams)
npm run migrate -- check      apply all migrations to a scratch database and compare it with prisma/schema.prisma`;

const { values, positionals } = readOptions(HELP, {
  options: { help: { type: "boolean" } },
  allowPositionals: true,
});
const [command, name, ...more] = positionals;

try {
  if (values.help) console.log(HELP);
  else if (command === undefined) await apply();
  else if (command === "check" && name === undefined) await onScratch(check);
  else if (command === "new" && /^[a-z0-9]+([-_][a-z0-9]+)*$/.test(name ?? "") && more.length === 0)
    await onScratch((url) => write(url, name as string));
  else throw new StartError(HELP);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}
// The engine leaves a timer of ten seconds behind (its limit for waiting on a lock): do not wait for it.
process.exit(0);

async function apply(): Promise<void> {
  const names = await onDatabase(updateDatabase);
  for (const applied of names) console.log(`applied ${applied}`);
  if (names.length === 0) console.log("The database is up to date.");
}

async function check(url: string): Promise<void> {
  const difference = await differenceToSchema(url);
  if (difference === "") return console.log("The migrations make exactly what prisma/schema.prisma says.");
  throw new StartError(
    `prisma/schema.prisma and its migrations differ: write a migration with "npm run migrate -- new NAME". Missing:\n\n${difference}`,
  );
}

async function write(url: string, migration: string): Promise<void> {
  const path = await writeMigration(url, migration);
  console.log(
    path
      ? `wrote ${path}: read it before you commit it`
      : "Nothing to write: the migrations make the schema.",
  );
}

async function onScratch(deed: (url: string) => Promise<void>): Promise<void> {
  const server = await startScratchServer();
  try {
    await applyMigrations(server.url);
    await deed(server.url);
  } finally {
    await server.stop();
  }
}
