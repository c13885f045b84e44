import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { applyMigrations, differenceToSchema, updateDatabase, writeMigration } from "#lib/migrations.ts";
import { emptyDatabase } from "../../support/database.ts";

const schema = (fields = "") => `
generator client {
  provider = "prisma-client"
  output   = "client"
}

datasource db {
  provider = "postgresql"
}

model Vow {
  id   String @id @db.Uuid
  name String
  ${fields}
}
`;

function project(): string {
  const root = mkdtempSync(join(tmpdir(), "migrations-"));
  mkdirSync(join(root, "prisma"));
  writeFileSync(join(root, "prisma/schema.prisma"), schema());
  return root;
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

test("a migration is written from the schema, applied once, and then nothing is missing", async () => {
  const [url, root] = [await emptyDatabase(), project()];
  const path = await writeMigration(url, "make-vow", root);
  expect(path).toMatch(/\/\d{14}_make-vow\/migration\.sql$/);
  expect(await applyMigrations(url, root)).toHaveLength(1);
  expect(await applyMigrations(url, root)).toEqual([]);
  expect(await differenceToSchema(url, root)).toBe("");
  expect(await writeMigration(url, "nothing", root)).toBeNull();
});

test("a schema that changed without a migration is caught, and so is a migration without the schema", async () => {
  const [url, root] = [await emptyDatabase(), project()];
  await writeMigration(url, "make-vow", root);
  await applyMigrations(url, root);
  writeFileSync(join(root, "prisma/schema.prisma"), schema("kept Boolean @default(false)"));
  expect(await differenceToSchema(url, root)).toContain(
    `ADD COLUMN     "kept" BOOLEAN NOT NULL DEFAULT false`,
  );
  const path = (await writeMigration(url, "keep-vow", root)) as string;
  expect(readFileSync(path, "utf8")).not.toContain("CREATE TABLE");
  await applyMigrations(url, root);
  writeFileSync(join(root, "prisma/schema.prisma"), schema());
  expect(await differenceToSchema(url, root)).toContain("DROP COLUMN");
});

test("what Prisma cannot express is no difference, and a function's body arrives whole", async () => {
  const [url, root] = [await emptyDatabase(), project()];
  const path = (await writeMigration(url, "make-vow", root)) as string;
  writeFileSync(
    path,
    `${readFileSync(path, "utf8")}
    alter table "Vow" add constraint named check (name <> '');
    create unique index one_sam on "Vow" (name) where name = 'Sam';
    create unique index by_small_name on "Vow" (lower(name));
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no; never'; end; $$;
    create trigger never before delete on "Vow" for each row execute function refuse();`,
  );
  await applyMigrations(url, root);
  expect(await differenceToSchema(url, root)).toBe("");
  await run(url, `insert into "Vow" values (gen_random_uuid(), 'Sam')`);
  await expect(run(url, `delete from "Vow"`)).rejects.toThrow("no; never");
});

test("a migration that fails is named in one sentence, leaves nothing behind, and runs again when mended", async () => {
  const [url, root] = [await emptyDatabase(), project()];
  const path = (await writeMigration(url, "make-vow", root)) as string;
  const sql = readFileSync(path, "utf8");
  writeFileSync(path, `${sql}\nselect * from nowhere;`);
  await expect(applyMigrations(url, root)).rejects.toThrow(
    /Migration \d+_make-vow failed .*: No such table: nowhere/,
  );
  await expect(run(url, `select from "Vow"`)).rejects.toThrow("does not exist");
  writeFileSync(path, sql);
  expect(await applyMigrations(url, root)).toHaveLength(1);
});

test("a migration that was killed on its way runs again", async () => {
  const [url, root] = [await emptyDatabase(), project()];
  await writeMigration(url, "make-vow", root);
  await applyMigrations(url, root);
  await run(url, `drop table "Vow"; update "_prisma_migrations" set finished_at = null`);
  expect(await applyMigrations(url, root)).toHaveLength(1);
  await run(url, `select from "Vow"`);
});

test("two starts at once bring the real schema up to date once", async () => {
  const url = await emptyDatabase();
  const both = await Promise.all([updateDatabase(url), updateDatabase(url)]);
  expect(both.map((names) => names.length).sort()).toContain(0);
  expect(both.flat().length).toBeGreaterThan(0);
  expect(await updateDatabase(url)).toEqual([]);
});
