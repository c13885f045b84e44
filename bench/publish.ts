/** Publishes everything that waits, and sends its parent how many milliseconds that took. */
import { now } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { closeDatabase } from "#lib/db.ts";
import { publish } from "#lib/ledger/log/publish.ts";

await loadSecrets();
const began = performance.now();
let leaves = 0;
for (;;) {
  const added = await publish(now(), { force: true });
  if (added === 0) break;
  leaves += added;
}
process.send?.({ milliseconds: performance.now() - began, leaves });
await closeDatabase();
