import { randomBytes } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { type Locale, words } from "#lib/words.ts";
import { expect } from "./test.ts";

/** Somebody who signs, as the form's fields name it. */
export type Person = {
  name: string;
  email: string;
  birth_year: string;
  country: string;
  region: string;
  stance: "man" | "supporter";
};

/** Somebody with a mailbox that no other test knows. */
export function person(name: string, more: Partial<Person> = {}): Person {
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, ".")}.${randomBytes(6).toString("hex")}@example.org`;
  return { name, email, birth_year: "1980", country: "US", region: "US-WI", stance: "man", ...more };
}

/** Types into the form on the page what a person knows of himself, and agrees. */
export async function fillIn(page: Page, locale: Locale, who: Person): Promise<void> {
  const form = words(locale, "form");
  await page.getByLabel(form("birthYear"), { exact: true }).fill(who.birth_year);
  await page.getByLabel(form("name"), { exact: true }).fill(who.name);
  await page.getByLabel(form("email"), { exact: true }).fill(who.email);
  await page.getByLabel(form("country"), { exact: true }).selectOption(who.country);
  await page.getByLabel(form("region"), { exact: true }).selectOption(who.region);
  await page.getByLabel(form(who.stance)).check();
  await page.getByLabel(form("consents.agree")).check();
}

/** Signs without looking at the page, where the test is about what comes after. Resolves with the answer. */
export async function sign(
  request: APIRequestContext,
  who: Partial<Person>,
  more: Record<string, string> = {},
) {
  const form = { lang: "en", agree: "on", ...who, ...more };
  const answer = await request.post("/c/sample/sign", { form, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  return answer;
}
