/**
 * What `npm start` does to the database before it serves: migrations, the secrets, the sample campaign where the database is
 * empty, and on one's own machine a link to the desk as long as it has no owner. It is a process of its own because it needs
 * the database client, and the supervisor should not.
 */
import { openCampaigns } from "#lib/campaigns/queries.ts";
import { now } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { closeDatabase, query } from "#lib/db.ts";
import { env, StartError } from "#lib/env.ts";
import { updateDatabase } from "#lib/migrations.ts";
import { firstLink } from "#lib/organizers/first-link.ts";
import { seedSample } from "../prisma/seed/index.ts";

if (process.argv.includes("--help")) {
  console.log(
    "Prepares the database for a start: migrations, secrets, sample campaign, sign-in link. Called by npm start.",
  );
  process.exit(0);
}

try {
  for (const name of await updateDatabase(env().databaseUrl)) console.log(`Applied migration ${name}.`);
  await loadSecrets();
  const [found] = await query<{ empty: boolean }>(`SELECT NOT EXISTS (SELECT FROM "Campaign") AS empty`);
  if (found?.empty) {
    await seedSample();
    console.log("Loaded the sample campaign into the empty database.");
  }
  const [campaign] = await openCampaigns();
  process.send?.({ slug: campaign?.slug ?? null, signIn: await firstLink(now()) });
  await closeDatabase();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}
// The schema engine leaves a timer of ten seconds behind: do not wait for it.
process.disconnect?.();
process.exit(0);
