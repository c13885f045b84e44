/** The web process: the front (lib/front), and Next behind it. */
import { existsSync } from "node:fs";
import type { RequestListener } from "node:http";
import type { BlockList } from "node:net";
import { join } from "node:path";
import { pageVersion } from "#lib/campaigns/queries.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { closeDatabase } from "#lib/db.ts";
import { type Env, env, StartError } from "#lib/env.ts";
import type { NextHandler } from "#lib/front/ask.ts";
import { statusOf } from "#lib/front/failures.ts";
import { createFiles } from "#lib/front/files.ts";
import { watchFreshness } from "#lib/front/freshness.ts";
import { createFront } from "#lib/front/front.ts";
import { transportSecurity } from "#lib/front/headers.ts";
import { internalWord } from "#lib/front/internal.ts";
import { listen } from "#lib/front/listen.ts";
import { keepFlushing, watchVisits } from "#lib/front/views.ts";
import { trustList } from "#lib/front/visitor.ts";
import { log } from "#lib/log.ts";
import { closeDeskStreams } from "#lib/organizers/tracker/get-stream.ts";
import { closeStreams } from "#lib/tallies/get-stream.ts";
import { createPageViews } from "#lib/tallies/page-views.ts";

const ROOT = import.meta.dirname;
const ending = new AbortController();
const views = createPageViews();

/** What stops this process: Ctrl-C, or a supervisor. */
const asked = new Promise<void>((resolve) => {
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => resolve());
});

try {
  await serve();
  process.exit(0);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}

/** From the configuration to the last answer. Resolves after a graceful stop; throws StartError where it cannot start. */
async function serve(): Promise<void> {
  // React and Next read it while they load, so they are imported after it is set.
  Object.assign(process.env, {
    NODE_ENV: process.env.NODE_ENV || "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  const isDev = process.env.NODE_ENV === "development";
  const config = env();
  const trusted = trustList(config.trustedProxies);
  await loadSecrets().catch(explain);

  if (!isDev && !existsSync(join(ROOT, ".next/BUILD_ID")))
    throw new StartError("The pages are not built yet: run `npm start`, or `npx next build` before this.");
  const { default: next } = await import("next");
  const app = next({ dev: isDev, dir: ROOT, quiet: true, port: config.port });
  await app.prepare();
  const listener = isDev
    ? app.getRequestHandler()
    : await openFront(app.getRequestHandler(), config, trusted);

  const { port, stop } = await listen(
    listener,
    config.port,
    config.isLocal,
    isDev ? app.getUpgradeHandler() : undefined,
  );
  log.info({ event: "web.listening", port }, "Listening");
  await asked;
  log.info({ event: "web.stopping" }, "Answering what was asked, then stopping");
  ending.abort();
  closeStreams();
  closeDeskStreams();
  await stop();
  await app.close();
  await views.flush().catch(() => {});
  await closeDatabase();
}

async function openFront(handle: NextHandler, config: Env, trusted: BlockList): Promise<RequestListener> {
  internalWord();
  const files = createFiles(ROOT, transportSecurity(config.publicUrl));
  const front = createFront({ handle, ...config, trusted, files, visits: watchVisits(views) });
  void keepFlushing(views, ending.signal);
  await watchFreshness({ version: pageVersion, onChange: front.forget, every: 1_500, signal: ending.signal });
  return front.listener;
}

function explain(error: unknown): never {
  if (statusOf(error) === 503)
    throw new StartError("The database cannot be reached: check DATABASE_URL and that the server runs.");
  throw error;
}
