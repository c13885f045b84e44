import { globSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { freshDatabase } from "../../support/database.ts";
import { LETS_IN } from "../../support/desk-roles.ts";

const asked = { headers: new Headers() };
// What Next knows of the request that it renders a page for; everything else is the product's own.
vi.mock("next/headers", () => ({ headers: async () => asked.headers }));

await freshDatabase();
const { GROUPS, railOf } = await import("../../../app/organize/desk-entries.ts");
const { loadSecrets, randomToken } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { changeRole } = await import("#lib/organizers/change-role.ts");
const { remove } = await import("#lib/organizers/remove.ts");
const { ROLES } = await import("#lib/organizers/scope.ts");
const { openSession } = await import("#lib/organizers/sessions.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { anOrganizer } = await import("../../support/organizers.ts");

const ROOT = join(import.meta.dirname, "../../../app/organize");
const NOBODY = "01980000-0000-7000-8000-000000000009";
/** Whatever an address asks for: nothing of it exists. */
const PARAMS = {
  id: NOBODY,
  pledge: NOBODY,
  year: "2020",
  name: "learn",
  lang: "en",
  file: "days.csv",
  run: NOBODY,
};
type Role = (typeof ROLES)[number];
const people = new Map<Role, string>();

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
  const [{ id: teamId } = { id: null }] = await query<{ id: string }>(`SELECT id FROM "Team"`);
  for (const role of ROLES) {
    const { id } = await anOrganizer(role, { teamId: role === "captain" ? teamId : null });
    people.set(role, id);
  }
});
beforeEach(() => {
  asked.headers = new Headers();
});

/** A browser with a session of its own, the second factor just shown: what a handler does to it harms no other. */
async function headersOf(organizerId: string): Promise<Headers> {
  const token = randomToken();
  await openSession(organizerId, token, { agent: null, ipPrefix: null }, new Date());
  await query(`UPDATE "OrganizerSession" SET second_factor_at = now() WHERE organizer_id = $1`, [
    organizerId,
  ]);
  // Owners must have a factor to be in.
  await query(`UPDATE "Organizer" SET totp_since = now(), totp_sealed = 'x', totp_step = 0 WHERE id = $1`, [
    organizerId,
  ]);
  return new Headers({ cookie: `cs_desk=${token}`, "sec-fetch-site": "same-origin" });
}

type Outcome = "in" | "refused" | "to the door";

/** What somebody with these headers comes to at a page or a handler. */
async function tries(file: string, method: string, headers: Headers): Promise<Outcome> {
  const module = await import(join(ROOT, file));
  asked.headers = headers;
  try {
    if (file.endsWith("page.tsx")) {
      await module.default({ params: Promise.resolve(PARAMS), searchParams: Promise.resolve({}) });
      return "in";
    }
    if (file.endsWith("actions.ts")) {
      await module[method](null, new FormData());
      return "in";
    }
    // Files come as a form of parts, everything else as our plain forms do.
    const isUpload = /\bupload\b/.test(file);
    const type = isUpload ? "multipart/form-data; boundary=x" : "application/x-www-form-urlencoded";
    const sent = new Headers(headers);
    if (method !== "GET") sent.set("content-type", type);
    const request = new Request(`http://localhost:3000/organize/${file.replace("/route.ts", "")}`, {
      method,
      headers: sent,
      body: method === "GET" ? null : isUpload ? "--x--\r\n" : "",
    });
    const answer: Response = await module[method](request, { params: Promise.resolve(PARAMS) });
    await answer.body?.cancel();
    if (answer.status === 403) return "refused";
    return answer.status === 401 ? "to the door" : outcomeOf(answer.headers.get("location"));
  } catch (error) {
    const { digest = "" } = error as { digest?: string };
    if (digest.startsWith("NEXT_REDIRECT")) return outcomeOf(digest.split(";")[2] ?? null);
    if (digest.startsWith("NEXT_HTTP_ERROR_FALLBACK")) return "in";
    throw error;
  }
}

function outcomeOf(location: string | null): Outcome {
  if (location === "/organize/refused") return "refused";
  return location && /^\/organize\/(sign-in|second-factor)$/.test(location.split("?")[0] ?? "")
    ? "to the door"
    : "in";
}

/** What can be called of a file: the page itself, or the methods and actions that it exports. */
async function waysOf(file: string): Promise<string[]> {
  if (file.endsWith("page.tsx")) return ["GET"];
  const names = Object.keys(await import(join(ROOT, file)));
  return names.filter((name) => file.endsWith("actions.ts") || ["GET", "POST", "PUT"].includes(name));
}

const files = globSync("**/{page.tsx,route.ts,actions.ts}", { cwd: ROOT }).sort();

test("Every page and handler of the desk stands in the table, and nothing else", () => {
  expect(files).toEqual(Object.keys(LETS_IN).sort());
});

describe.each(files.filter((file) => LETS_IN[file]))("%s", (file) => {
  test.each(ROLES)("for %s", async (role) => {
    const expected = LETS_IN[file]?.includes(role) ? "in" : "refused";
    for (const way of await waysOf(file))
      expect(await tries(file, way, await headersOf(people.get(role) as string)), way).toBe(expected);
  });

  test("for nobody", async () => {
    for (const way of await waysOf(file))
      expect(["to the door", "refused"], way).toContain(
        await tries(file, way, new Headers({ "sec-fetch-site": "same-origin" })),
      );
  });
});

test.each(ROLES)("The rail of %s has the pages that let him in, and no other", (role) => {
  const shown = railOf({ role }).flatMap(({ entries }) => entries.map(({ href }) => href));
  const all = Object.values(GROUPS).flatMap((entries) => entries.map(({ href }) => href));
  const open = all.filter((href) => LETS_IN[fileOf(href)]?.includes(role));
  expect(shown).toEqual(open);
});

function fileOf(href: string): string {
  return `${href.replace(/^\/organize\/?/, "")}/page.tsx`.replace(/^\//, "");
}

test("No two pages have the same key", () => {
  const keys = Object.values(GROUPS).flatMap((entries) => entries.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
});

test("A role that was taken away is gone with the next request, in the same session", async () => {
  const { id } = await anOrganizer("moderator");
  const headers = await headersOf(id);
  expect(await tries("pledges/page.tsx", "GET", headers)).toBe("in");
  expect(await tries("pledges/invalidate/route.ts", "POST", headers)).toBe("in");
  await changeRole("console", id, { role: "viewer", teamId: null });
  // It may end the session, or leave him in with less.
  expect(await tries("pledges/page.tsx", "GET", headers)).not.toBe("in");
  expect(await tries("pledges/invalidate/route.ts", "POST", headers)).not.toBe("in");
  await remove("console", id);
  expect(await tries("page.tsx", "GET", headers)).toBe("to the door");
  expect(await tries("account/language/route.ts", "POST", headers)).toBe("to the door");
});
