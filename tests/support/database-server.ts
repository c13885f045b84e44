/** Once for each run of the integration tests: one real server, and in it a template with everything migrated. */
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startScratchServer } from "#lib/house/scratch.ts";
import { updateDatabase } from "#lib/migrations.ts";

export const TEMPLATE = "template_migrated";

declare module "vitest" {
  interface ProvidedContext {
    /** The server's own database, from which others are made. */
    adminUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startScratchServer();
  try {
    await makeTemplate(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("adminUrl", server.url);
  return server.stop;
}

async function makeTemplate(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`).finally(() => admin.end());
  await updateDatabase(adminUrl.replace(/[^/]+$/, TEMPLATE));
}
