import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import type { APIRequestContext, Page } from "@playwright/test";
import { generateSync } from "otplib";
import type { Role } from "#lib/organizers/scope.ts";
import { type Locale, words } from "#lib/words.ts";
import { newestMail } from "./mail.ts";
import { expect } from "./test.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** `npm run organizer -- …`, on the database of the product that is being tested. Resolves with what it says. */
export async function organizerCommand(...words: string[]): Promise<string> {
  const { COUNTERSIGN_DATA_DIR, COUNTERSIGN_URL } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ["scripts/organizer.ts", ...words], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: "", DATA_DIR: COUNTERSIGN_DATA_DIR, PUBLIC_URL: COUNTERSIGN_URL },
  });
  return stdout;
}

/** Lets somebody sign in who has a mailbox that no other test knows. Resolves with his address. */
export async function invited(role: Exclude<Role, "captain">, name = "olivia"): Promise<string> {
  const email = `${name}.${randomBytes(6).toString("hex")}@example.org`;
  await organizerCommand("invite", email, "--role", role);
  return email;
}

/** The path of the link in the newest sign-in mail, once there are `count` of them. */
export async function signInLink(request: APIRequestContext, email: string, count = 1): Promise<string> {
  const { text } = await newestMail(request, email, count);
  const [, link] = /https?:\/\/[^/\s]+(\/organize\/link\?token=[\w-]+)/.exec(text) ?? [];
  expect(link, `the link to ${email}`).toBeTruthy();
  return link as string;
}

/** Opens a link and presses its button. */
export async function enterBy(page: Page, link: string, locale: Locale = "en"): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: words(locale, "organizers")("link.button") }).click();
}

/** Sets up an authenticator app on the page that offers it. Resolves with its secret and the recovery codes. */
export async function setsUpApp(page: Page): Promise<{ secret: string; codes: string[] }> {
  const t = words("en", "organizers");
  await page.getByRole("button", { name: t("factor.appStart") }).click();
  const key = page.locator("code");
  const secret = ((await key.textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel(t("app.code"), { exact: true }).fill(generateSync({ secret }));
  await page.getByRole("button", { name: t("app.button") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("titles.codes"));
  const codes = await page.getByRole("listitem").allTextContents();
  await page.getByRole("button", { name: t("codes.button") }).click();
  return { secret, codes };
}

/**
 * Somebody of a role at the desk, signed in as far as the role needs it: an owner has an authenticator app then. Resolves with
 * his address, the app's secret and the recovery codes.
 */
export async function atTheDesk(page: Page, role: Exclude<Role, "captain"> = "owner", name = "olivia") {
  const email = await invited(role, name);
  await enterBy(page, await signInLink(page.request, email));
  const app = role === "owner" ? await setsUpApp(page) : { secret: "", codes: [] };
  await expect(page).toHaveURL("/organize");
  return { email, ...app };
}
