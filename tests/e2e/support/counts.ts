import type { APIRequestContext, Page } from "@playwright/test";
import { type Locale, words } from "#lib/words.ts";
import { confirmByMail } from "./mail.ts";
import { person, sign } from "./people.ts";
import { expect } from "./test.ts";

type Places = { places: { code: string; verified: number | null }[] };

/** The men of the whole edition, from count.json. */
export async function men(request: APIRequestContext): Promise<number> {
  const answer = await request.get("/c/sample/count.json");
  return (await answer.json()).verified;
}

/** The men of a state, from places.json. */
export async function menIn(request: APIRequestContext, state: string): Promise<number> {
  const answer = await request.get("/c/sample/places.json");
  const { places } = (await answer.json()) as Places;
  return places.find(({ code }) => code === state)?.verified ?? 0;
}

/**
 * Exactly `count` men are counted in a state, and no entry is on its way: another man's, written later, is counted already.
 */
export async function expectMenIn(request: APIRequestContext, state: string, count: number): Promise<void> {
  const later = person("Somebody Later", { region: state });
  await sign(request, later);
  await confirmByMail(request, later.email);
  await expect.poll(() => menIn(request, state), { message: `men in ${state}` }).toBeGreaterThan(count);
  expect(await menIn(request, state), "with the later one").toBe(count + 1);
}

/** His number, once the welcome page tells it. */
export async function welcomeNumber(
  page: Page,
  locale: Locale,
  kind: "number" | "supporterNumber" = "number",
): Promise<number> {
  const pattern = new RegExp(`^${words(locale, "welcome")(kind, { number: "([\\d,]+)" })}$`);
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(pattern);
  return readNumber(pattern.exec((await heading.textContent()) ?? "")?.[1] ?? "");
}

/** The great numeral as it stands on a page now. */
export async function shownNumber(page: Page): Promise<number> {
  return readNumber((await page.locator("live-count > [aria-hidden]").textContent()) ?? "");
}

function readNumber(text: string): number {
  return Number(text.replaceAll(",", ""));
}
