/** Loads the sample campaign into a benchmark's database; with --empty its edition alone, without anyone in it. */
import { closeDatabase } from "#lib/db.ts";
import { createCampaign, seedSample } from "../prisma/seed/index.ts";

if (process.argv.includes("--empty")) await createCampaign();
else await seedSample();
await closeDatabase();
