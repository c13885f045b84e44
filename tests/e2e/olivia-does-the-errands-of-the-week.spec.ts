import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { words } from "#lib/words.ts";
import { atTheDesk, enterBy, setsUpApp, signInLink } from "./support/desk.ts";
import { enterAt, focusBy, goTo, press, tabTo } from "./support/keyboard.ts";
import { confirmByMail } from "./support/mail.ts";
import { person, sign } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const status = (page: Page) => page.getByRole("status");
const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** What the list of pledges says of a place: how many men are confirmed there now. */
async function confirmedIn(page: Page, place: string): Promise<number> {
  const t = words("en", "pledges");
  await goTo(page, "Alt+g", t("title"));
  await focusBy(page, "Alt+q", page.getByLabel(t("search.label")));
  await page.keyboard.type(place);
  await page.keyboard.press("Enter");
  const figures = page.locator(".pledges-figures");
  await expect(figures).toContainText(t("figures.of", { what: place }));
  return Number(((await figures.locator("b").first().textContent()) ?? "").replaceAll(",", ""));
}

test("Olivia finds the number for Wisconsin, by keyboard alone", async ({ page, request }) => {
  const john = person("John Oak");
  await sign(request, john);
  await confirmByMail(request, john.email);
  await atTheDesk(page, "organizer");
  await expect(async () => expect(await confirmedIn(page, "Wisconsin")).toBeGreaterThan(0)).toPass();

  // The tracker says the same, and leads to the same list.
  await press(page, "Alt+t", () => expect(page.locator("#places")).toBeVisible({ timeout: 3_000 }));
  await enterAt(page, "Wisconsin");
  await expect(page).toHaveURL(/place=US-WI/);
  await expect(page.locator(".pledges-figures")).toBeVisible();
});

test("Olivia takes a flood from one domain out of the count and puts it back, by keyboard alone", async ({
  page,
  request,
}) => {
  const t = words("en", "bulk");
  const domain = `flood-${randomBytes(5).toString("hex")}.example`;
  const place = { country: "KE", region: "" };
  for (const name of ["Flood One", "Flood Two", "Flood Three"]) {
    const email = `${name.toLowerCase().replace(" ", ".")}@${domain}`;
    await sign(request, person(name, { email, ...place }));
    await confirmByMail(request, email);
  }
  const all = { count: 3, shown: "3" };
  await atTheDesk(page);
  await expect(async () => expect(await confirmedIn(page, "Kenya")).toBeGreaterThan(2)).toPass();
  const before = await confirmedIn(page, "Kenya");

  await goTo(page, "Alt+b", t("title"));
  await tabTo(page, t("startDomain"));
  await page.keyboard.type(domain);
  await page.keyboard.press("Enter");
  await expect(page.getByText(t("met", all))).toBeVisible();
  await expect(page.getByText(t("counted", all))).toBeVisible();
  await tabTo(page, t("reason"));
  await page.keyboard.press("ArrowDown");
  await enterAt(page, t("runButton", all));
  await expect(page.getByText(t("result", all))).toBeVisible();
  await expect(async () => expect(await confirmedIn(page, "Kenya")).toBe(before - 3)).toPass();

  await goTo(page, "Alt+b", t("title"));
  await enterAt(page, domain);
  await expect(heading(page)).toHaveText(domain);
  await enterAt(page, t("undoButton", all));
  await expect(page.getByText(t("reinstated", all))).toBeVisible();
  await expect(async () => expect(await confirmedIn(page, "Kenya")).toBe(before)).toPass();
});

test("Olivia exports the list, by keyboard alone", async ({ page, request }) => {
  const t = words("en", "exports");
  const lee = person("Lee Export");
  await sign(request, lee);
  await confirmByMail(request, lee.email);
  await atTheDesk(page);
  await goTo(page, "Alt+x", t("title"));
  await tabTo(page, t("personals.none"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await enterAt(page, t("make"));
  await expect(status(page)).toHaveText(t("done.asked"));
  const button = page.getByRole("button", { name: new RegExp(`^${t("download")}: `) }).first();
  await expect(button).toBeVisible();
  await tabTo(page, (await button.getAttribute("aria-label")) ?? "");
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  const text = await readFile(await file.path(), "utf8");
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(text).toContain(lee.email);
});

test("Olivia hands over ownership to Ann, by keyboard alone", async ({ page, browser, baseURL, request }) => {
  const t = words("en", "organizers");
  const { email: olivia } = await atTheDesk(page);
  const ann = `ann.${randomBytes(6).toString("hex")}@example.org`;
  await goTo(page, "Alt+p", t("titles.people"));
  await tabTo(page, t("people.email"));
  await page.keyboard.type(ann);
  await tabTo(page, t("people.role"));
  await page.keyboard.type(t("roles.owner"));
  await enterAt(page, t("people.inviteButton"));
  await expect(status(page)).toHaveText(t("people.done.invited"));

  const context = await browser.newContext({ baseURL });
  const hers = await context.newPage();
  await enterBy(hers, await signInLink(request, ann));
  await setsUpApp(hers);
  await expect(hers).toHaveURL("/organize");

  await enterAt(page, t("people.changeOf", { who: olivia }));
  await tabTo(page, t("people.roleOf", { who: olivia }));
  await page.keyboard.type(t("roles.viewer"));
  await enterAt(page, t("people.save"));
  // What she may no longer open is not where she ends.
  await expect(heading(page)).toHaveText(t("titles.account"));
  await expect(status(page)).toHaveText(t("people.done.changed"));
  await hers.goto("/organize/people");
  await expect(heading(hers)).toHaveText(t("titles.people"));
  await expect(hers.getByRole("listitem").filter({ hasText: olivia })).toContainText(t("roles.viewer"));
  await context.close();
});

test("Olivia finds her way from an address that leads nowhere", async ({ page }) => {
  const t = words("en", "desk");
  await atTheDesk(page, "viewer");
  await page.goto("/organize/nothing");
  await expect(heading(page)).toHaveText(t("missing.title"));
  await press(page, "Alt+t", () => expect(page).toHaveURL("/organize", { timeout: 3_000 }));
});
