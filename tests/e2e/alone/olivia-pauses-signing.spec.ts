import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import type { APIRequestContext, Page } from "@playwright/test";
import { words } from "#lib/words.ts";
import { newestMail, verification } from "../support/mail.ts";
import { fillIn, person, sign } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

const t = words("en", "switches");
const TEXTS = { en: "We are at the courthouse until noon.", es: "Estamos en el juzgado hasta el mediodía." };

test("Olivia pauses signing in the middle of Peter's form, and nothing of his is lost", async ({
  page,
  browser,
  request,
}) => {
  const olivia = `olivia.${randomBytes(6).toString("hex")}@example.org`;
  const [peter, walter] = [person("Peter Pause"), person("Walter Before")];
  await sign(request, walter);
  const visitor = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await visitor.goto("/c/sample");
  await fillIn(visitor, "en", peter);

  await signsIn(page, request, olivia);
  await page.goto("/organize/switches");
  await expect.soft(await violations(page)).toEqual([]);
  await page.getByLabel(t("textIn.en")).fill(TEXTS.en);
  await page.getByLabel(t("textIn.es")).fill(TEXTS.es);
  await page.getByRole("button", { name: t("switchOffName", { name: t("names.signing") }) }).press("Enter");
  await expect(
    page.getByRole("status").filter({ hasText: t("done.off", { name: t("names.signing") }) }),
  ).toBeVisible();

  try {
    // Within five seconds everywhere: on the page that is the same for everybody, and for who sends the form.
    const stranger = await browser.newPage();
    await comesTo(stranger, "/es/c/sample", TEXTS.es);
    await expect(stranger.locator("#sign")).toHaveCount(0);
    await visitor.getByRole("button", { name: words("en", "form")("submit") }).click();
    await expect(visitor.getByText(TEXTS.en)).toBeVisible();
    await expect(visitor.getByText(words("en", "pledge")("pausedKept"))).toBeVisible();
    // Who had signed before can still confirm.
    await stranger.goto((await verification(request, walter.email)).confirm);
    await stranger.getByRole("button", { name: words("en", "confirm")("button") }).click();
    await expect(stranger.getByText(words("en", "welcome")("thanks"))).toBeVisible();
  } finally {
    await page.getByRole("button", { name: t("switchOnName", { name: t("names.signing") }) }).press("Enter");
    await expect(
      page.getByRole("status").filter({ hasText: t("done.on", { name: t("names.signing") }) }),
    ).toBeVisible();
  }

  await expect(async () => {
    await visitor.getByRole("link", { name: words("en", "pledge")("pausedAgain") }).click();
    await expect(visitor.getByLabel(words("en", "form")("name"), { exact: true })).toHaveValue(peter.name, {
      timeout: 500,
    });
  }).toPass({ intervals: [500] });
  await visitor.getByRole("button", { name: words("en", "form")("submit") }).click();
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText(words("en", "signed")("title"));

  await page.goto("/organize/audit");
  await expect.soft(await violations(page)).toEqual([]);
  const said = { who: olivia, what: t("names.signing") };
  for (const action of ["switch.off", "switch.on"] as const)
    await expect(page.getByText(words("en", "audit")(`actions.${action}`, said))).toBeVisible();
  await expect(page.getByText(TEXTS.es)).toBeVisible();
});

/** Olivia is invited, and comes by the link of her mail. */
async function signsIn(page: Page, request: APIRequestContext, email: string): Promise<void> {
  const env = {
    ...process.env,
    DATA_DIR: process.env.COUNTERSIGN_DATA_DIR,
    PUBLIC_URL: process.env.COUNTERSIGN_URL,
  };
  await promisify(execFile)(
    process.execPath,
    ["scripts/organizer.ts", "invite", email, "--role", "organizer"],
    { env },
  );
  const { text } = await newestMail(request, email);
  await page.goto(/https?:\/\/[^/\s]+(\/organize\/link\?\S+)/.exec(text)?.[1] ?? "no link");
  await page.getByRole("button", { name: words("en", "organizers")("link.button") }).click();
  await page.waitForURL((url) => url.pathname !== "/organize/link");
}

/** Opens a page again and again until it says so. */
async function comesTo(page: Page, address: string, text: string): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await expect(page.getByText(text)).toBeVisible({ timeout: 250 });
  }).toPass({ intervals: [250], timeout: 15_000 });
}

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  );
}
