import { expect, test } from "vitest";
import { importOrder, violations } from "#lib/house/imports.ts";

const order = importOrder("# Words\n\n```import-order\nplaces\ncampaigns\npledges\n```\n");

test("the order is read from the document", () => {
  expect(order).toEqual(["places", "campaigns", "pledges"]);
  expect(importOrder("no block")).toEqual([]);
});

test.each([
  ["app/page.tsx", `import { cookies } from "next/headers";`],
  ["app/page.tsx", `import { signSchema } from "#lib/pledges/schema.ts";`],
  ["server.ts", `import next from "next";`],
  ["lib/organizers/session.ts", `import { getServerSession } from "next-auth";`],
  ["components/field.tsx", `import { words } from "#lib/words.ts";`],
  ["lib/pledges/sign.ts", `import { isPlace } from "#lib/places/rules.ts";`],
  ["lib/pledges/sign.ts", `import { query } from "../db.ts";`],
  ["lib/pledges/sign.ts", `import { a } from "./schema.ts";`],
  ["prisma/seed/index.ts", `import { db } from "#lib/db.ts";`],
  ["components/next-steps.tsx", `import { x } from "./nextish.tsx";`],
])("%s may say %s", (path, text) => {
  expect(violations(path, text, order)).toEqual([]);
});

test.each([
  ["lib/pledges/sign.ts", `import { revalidateTag } from "next/cache";`, "import next"],
  ["components/a.tsx", `import Link from "next/link";`, "import next"],
  ["scripts/worker.ts", `import { getToken } from "next-auth/jwt";`, "import next"],
  ["server.ts", `import { headers } from "next/headers";`, "import next"],
  ["components/a.tsx", `import { isPlace } from "#lib/places/rules.ts";`, "import no noun"],
  ["components/a.tsx", `import { x } from "../app/x.ts";`, "import no noun"],
  ["app/page.tsx", `import { db } from "#lib/db.ts";`, "touches the database"],
  ["app/page.tsx", `import pg from "pg";`, "touches the database"],
  ["app/page.tsx", `import type { Pledge } from "#lib/generated/prisma/client.ts";`, "touches the database"],
  ["components/a.tsx", `import { query } from "../lib/db.ts";`, "touches the database"],
  ["lib/places/rules.ts", `import { sign } from "#lib/pledges/sign.ts";`, "stands above"],
  ["lib/places/rules.ts", `export { sign } from "../pledges/sign.ts";`, "stands above"],
  ["lib/places/rules.ts", `const { sign } = await import("#lib/pledges/sign.ts");`, "stands above"],
  ["lib/pledges/a.ts", `import { x } from "#lib/teams/x.ts";`, "does not list teams"],
  ["lib/pledges/a.ts", `import { x } from "#components/x.tsx";`, "neither app/ nor"],
])("%s may not say %s", (path, text, rule) => {
  const [found, ...more] = violations(path, `// first line\n${text}`, order);
  expect(found).toMatchObject({ line: 2, rule: expect.stringContaining(rule) });
  expect(more).toEqual([]);
});
