/** What a start makes from the sources when it is missing or stale: the Prisma client and the pages. */
import { join } from "node:path";
import { fingerprint, makeIfStale } from "./fingerprint.ts";

type Run = (title: string, args: string[], env?: Record<string, string>) => Promise<void>;

// Not tsconfig.json, which `next build` itself may complete.
const sources = ["{app,components,lib,messages}/**/*", "*.{ts,mjs,js}", "package-lock.json"];

/** `prisma generate` where lib/generated does not come from this schema and these packages. */
export function generateIfStale(root: string, run: Run): Promise<boolean> {
  const print = fingerprint(root, ["prisma/schema.prisma", "package-lock.json"]);
  const stamp = join(root, "lib/generated/made-from");
  return makeIfStale({ stamp, print, results: [join(root, "lib/generated/prisma/client.ts")] }, () =>
    run("Generating the database client", ["node_modules/prisma/build/index.js", "generate"], {
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    }),
  );
}

/** `next build` where .next does not come from these sources. The database client must be there. */
export function buildIfStale(root: string, run: Run): Promise<boolean> {
  const schema = fingerprint(root, ["prisma/schema.prisma"]);
  const print = fingerprint(root, sources, ["lib/generated/**", "next-env.d.ts"]) + schema;
  const results = [join(root, ".next/BUILD_ID")];
  return makeIfStale({ stamp: join(root, ".next/made-from"), print, results }, () =>
    run("Building the pages, which takes a while", ["node_modules/next/dist/bin/next", "build"], {
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: "production",
    }),
  );
}
