import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(import.meta.dirname, "../../..");
const PUBLISH = `
  const { publish } = await import("#lib/ledger/log/publish.ts");
  const { closeDatabase } = await import("#lib/db.ts");
  await publish(new Date(), { force: true });
  await closeDatabase();`;

/**
 * Publishes what waits for the log, at once: by itself that takes up to a day. In a process of its own, on the database of
 * the product that is being tested.
 */
export async function publishNow(): Promise<void> {
  const { COUNTERSIGN_DATA_DIR, COUNTERSIGN_URL } = process.env;
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", PUBLISH], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: "",
      DATA_DIR: COUNTERSIGN_DATA_DIR,
      PUBLIC_URL: COUNTERSIGN_URL,
      LOG_LEVEL: "silent",
    },
  });
}
