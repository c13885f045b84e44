import { AxeBuilder } from "@axe-core/playwright";
import { texts, words } from "#lib/words.ts";
import { atTheDesk } from "./support/desk.ts";
import { expect, test } from "./support/test.ts";

const t = words("en", "look");

/** A picture of 8 × 8 pixels. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGPgjvXDihiGlgQAtwctgVdxlwwAAAAASUVORK5CYII=",
  "base64",
);

test("Olivia tries a color that cannot be read, takes the nearest, looks at it and leaves all as it was", async ({
  page,
}) => {
  await atTheDesk(page, "organizer");
  await page.goto("/organize/look");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

  const color = page.getByLabel(t("color"), { exact: true });
  await color.fill("#ffcc00");
  const [before = ""] = texts("en", "look").useShade.split("{color}");
  const nearest = page.getByRole("button", { name: new RegExp(before) });
  await nearest.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(t("isRead"))).toBeVisible();
  const taken = await color.inputValue();
  expect(taken).toMatch(/^#[0-9a-f]{6}$/);

  await page.getByRole("button", { name: t("preview") }).focus();
  const [preview] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("Enter")]);
  await expect(preview.getByText(t("previewTitle"))).toBeVisible();
  const accent = await preview.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue("--accent"),
  );
  expect(accent).toBe(taken);
  await expect(preview.getByLabel(words("en", "form")("email"), { exact: true })).toBeDisabled();
  await preview.close();

  // What she uploads is seen by nobody before it is published.
  await page.getByLabel(t("alt.en")).fill("Lake City");
  await page.getByLabel(t("alt.es")).fill("Lake City");
  await page
    .getByLabel(t("file"))
    .setInputFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg/>") });
  await page.getByRole("button", { name: t("uploadButton"), exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(t("refused.no_picture"));
  await page.getByLabel(t("alt.en")).fill("Lake City");
  await page.getByLabel(t("alt.es")).fill("Lake City");
  await page.getByLabel(t("file")).setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: PNG });
  await page.getByRole("button", { name: t("uploadButton"), exact: true }).click();
  await expect(page.getByRole("status")).toHaveText(t("done.logo"));
  await page.goto("/c/sample");
  await expect(page.locator(".campaign-logo")).toHaveCount(0);
});
