import { execFile } from "node:child_process";
import { beforeAll, expect, test, vi } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets } = await import("#lib/crypto.ts");
const { people } = await import("#lib/organizers/queries.ts");
const { waitingLinks } = await import("../../support/organizers.ts");

/** Each command is a process of its own, and two cores may have other things to do. */
vi.setConfig({ testTimeout: 60_000 });

beforeAll(() => loadSecrets());

/** `npm run organizer -- …`: what it says, and its exit code. */
function run(...words: string[]): Promise<{ code: number; said: string; complained: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["scripts/organizer.ts", ...words], (error, said, complained) =>
      resolve({ code: error ? Number(error.code) : 0, said: said.trim(), complained: complained.trim() }),
    );
  });
}

test("The first owner comes from the command line, and stays until there is another", async () => {
  expect((await run("list")).said).toContain("Nobody may sign in yet");
  const invited = await run("invite", "olivia@example.org", "--role", "owner");
  expect(invited).toMatchObject({ code: 0, complained: "" });
  expect(invited.said).toContain("http://localhost:3000/organize/sign-in");
  const [olivia] = await people("console");
  expect(olivia).toMatchObject({ email: "olivia@example.org", role: "owner" });
  expect(await waitingLinks(olivia?.id ?? "")).toHaveLength(1);
  expect((await run("list")).said).toBe("olivia@example.org  owner  no second factor  never here");
  const refused = await run("remove", "olivia@example.org");
  expect([refused.code, refused.complained]).toEqual([1, expect.stringContaining("another owner first")]);
  await run("invite", "otto@example.org", "--role", "owner");
  expect(await run("remove", "Olivia@Example.org")).toMatchObject({ code: 0 });
  expect((await people("console")).map(({ email }) => email)).toEqual(["otto@example.org"]);
});

test.each([
  [["invite", "vera", "--role", "king"], "not king"],
  [["invite", "vera", "--role", "viewer"], "vera is not an e-mail address."],
  [["invite", "vera@example.org", "--role", "captain"], "A captain needs --team"],
  [["invite", "vera@example.org", "--role", "captain", "--team", "none"], "There is no team none."],
  [["remove", "nobody@example.org"], "nobody@example.org is no organizer."],
  [["promote", "--king"], "npm run organizer -- invite"],
])("%j is refused in words", async (words, sentence) => {
  const { code, said, complained } = await run(...words);
  expect({ code, said }).toEqual({ code: 1, said: "" });
  expect(complained).toContain(sentence);
  expect(complained).not.toMatch(/\n\s+at /);
});

test("--help says what it does", async () => {
  expect(await run("--help")).toMatchObject({ code: 0, said: expect.stringContaining("-- remove EMAIL") });
});
