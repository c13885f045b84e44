import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { words } from "#lib/words.ts";
import { atTheDesk } from "./support/desk.ts";
import { enterAt, focusBy, goTo } from "./support/keyboard.ts";
import { checkLook } from "./support/look.ts";
import { person, sign } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const t = words("en", "held");
const list = words("en", "pledges");

/** Finds a pledge by a word that only its name has, and holds it. */
async function holds(page: Page, word: string, name: string): Promise<void> {
  await goTo(page, "Alt+g", list("title"));
  await focusBy(page, "Alt+q", page.getByLabel(list("search.label")));
  await page.keyboard.type(word);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row")).toHaveCount(2);
  await enterAt(page, name);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await enterAt(page, list("hold.title"));
  await enterAt(page, list("hold.button"));
  await expect(page.getByRole("status")).toHaveText(t("done.held"));
}

test("Mona works through the held queue by its keys, takes one back, and turns the keys off", async ({
  page,
}) => {
  const names = ["Adam", "Bert"].map((first) => {
    const word = `Q${randomBytes(5).toString("hex").replaceAll(/\d/g, "x")}`;
    return { word, name: `${first} ${word}` };
  });
  for (const { name } of names) await sign(page.request, person(name));
  await atTheDesk(page, "moderator", "mona");
  for (const { word, name } of names) await holds(page, word, name);
  const [adam, bert] = names.map(({ name }) => name) as [string, string];
  const current = (name: string) => page.getByRole("heading", { level: 2, name });

  await goTo(page, "Alt+h", t("title"));
  await expect(current(adam)).toBeVisible();
  await checkLook(page, "the queue");
  const key = async (letter: string) => {
    // The box is ticked once the page listens.
    await expect(page.getByLabel(t("keysOn"))).toBeChecked();
    await page.keyboard.press(letter);
  };
  await key("j");
  await expect(current(bert)).toBeVisible();
  await key("k");
  await expect(current(adam)).toBeVisible();

  await key("a");
  await expect(page.getByRole("status")).toHaveText(t("done.accepted"));
  await expect(current(bert)).toBeVisible();
  await key("u");
  await expect(page.getByRole("status")).toHaveText(t("done.undone"));
  await expect(current(adam)).toBeVisible();

  // R goes to the reasons and does nothing by itself.
  await key("r");
  await expect(page.locator("[data-key=refuse]")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText(t("done.refused"));
  await expect(current(bert)).toBeVisible();
  await checkLook(page, "the queue after a refusal");

  await expect(page.getByLabel(t("keysOn"))).toBeChecked();
  await page.getByLabel(t("keysOn")).press("Space");
  await expect(page.getByLabel(t("keysOn"))).not.toBeChecked();
  await page.locator("h1").click();
  await page.keyboard.press("a");
  await expect(current(bert)).toBeVisible();
  await page.getByLabel(t("keysOn")).press("Space");
  await page.locator("h1").click();
  await key("a");
  await expect(page.getByText(t("empty"))).toBeVisible();
});
