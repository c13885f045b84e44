/** Loads the sample campaign into a benchmark's database. */
import { closeDatabase } from "#lib/db.ts";
import { seedSample } from "../prisma/seed/index.ts";

await seedSample();
await closeDatabase();
