import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { LOCALES, path } from "#lib/words.ts";
import { expect, test } from "./support/test.ts";

const PAGES = [
  "/",
  "/c/sample",
  "/c/sample/form",
  "/c/sample/signed",
  "/confirm/unknown",
  "/not-me/unknown",
  "/safety",
  "/privacy",
];

for (const locale of LOCALES) {
  test(`A security officer watches the traffic of every public page (${locale})`, async ({
    page,
    context,
  }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    for (const address of PAGES) {
      await test.step(address, async () => {
        const answer = await page.goto(path(locale, address), { waitUntil: "networkidle" });
        expect(answer?.status()).toBe(200);
        const headers = answer?.headers() ?? {};
        const policy = (headers["content-security-policy"] ?? "").split("; ");
        expect(policy).toEqual(
          expect.arrayContaining(["script-src 'self'", "style-src 'self'", "default-src 'none'"]),
        );
        expect(headers).toMatchObject({
          "referrer-policy": "same-origin",
          "x-content-type-options": "nosniff",
        });
        const sources = await page
          .locator("script")
          .evaluateAll((scripts) => scripts.map((script) => script.getAttribute("src") ?? script.outerHTML));
        for (const source of sources) expect(source).toMatch(/^\/islands\/[\w-]+\.js$/);
        await expect(page.locator("html")).toHaveAttribute("lang", locale);
      });
    }
    expect(asked.filter((url) => url.startsWith("/_next/") && !url.endsWith(".css"))).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    const stored = await page.evaluate(() => [localStorage.length, sessionStorage.length]);
    expect(stored).toEqual([0, 0]);
  });

  test(`A man on slow Wi-Fi waits for less than 40 kB (${locale})`, async ({ page, request }) => {
    const urls = new Set(["/favicon.svg"]);
    page.on("request", (asked) => urls.add(new URL(asked.url()).pathname));
    await page.goto(path(locale, "/c/sample"), { waitUntil: "networkidle" });

    const sizes = await Promise.all(
      [...urls].map(async (url) => {
        const answer = await request.get(url, { headers: { "accept-encoding": "gzip" } });
        const sent = Number(answer.headers()["content-length"]);
        return { url, raw: (await answer.body()).length, sent };
      }),
    );
    const islands = sizes.filter(({ url }) => url.startsWith("/islands/"));
    const parts = sizes.filter(({ url }) => !url.endsWith(".json"));
    expect(islands.length).toBeGreaterThan(2);
    expect(sum(islands.map(({ raw }) => raw)), JSON.stringify(islands)).toBeLessThan(10_000);
    expect(sum(parts.map(({ sent }) => sent)), JSON.stringify(parts)).toBeLessThan(40_000);
  });
}

test("The modules of all public pages weigh less than 10 kB together", () => {
  const folder = join(import.meta.dirname, "../../public/islands");
  const files = readdirSync(folder);
  expect(files.length).toBeGreaterThan(0);
  expect(sum(files.map((file) => statSync(join(folder, file)).size))).toBeLessThan(10_000);
});

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
