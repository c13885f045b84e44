/**
 * Prisma's command line wants a native schema engine from a download host, even for `generate`, which does not
 * use it. Pointing it at any executable lets `generate` work in a closed network. Migrations do not pass here:
 * scripts/migrate.ts runs the same engine as WebAssembly (docs/decisions/002).
 */
import { defineConfig } from "prisma/config";

process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
