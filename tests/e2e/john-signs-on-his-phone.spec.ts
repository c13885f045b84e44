import type { Locator, Page } from "@playwright/test";
import jsQR from "jsqr";
import { placeName } from "#lib/places/names.ts";
import { words } from "#lib/words.ts";
import { expectMenIn, men, menIn, shownNumber, welcomeNumber } from "./support/counts.ts";
import { verification } from "./support/mail.ts";
import { fillIn, person } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const share = words("en", "share");

test("John signs on his phone, confirms from his mail, and can bring two men", async ({
  page,
  context,
  request,
  ownState,
}) => {
  const john = person("John Miller", { region: ownState });
  const before = { men: await men(request), here: await menIn(request, ownState) };
  const neighbour = await context.newPage();
  await neighbour.goto("/c/sample");
  let loads = 0;
  neighbour.on("framenavigated", () => loads++);
  await page.bringToFront();

  await page.goto("/c/sample");
  await fillIn(page, "en", john);
  await page.getByRole("button", { name: words("en", "form")("submit") }).click();
  await expect(page).toHaveURL("/c/sample/signed");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words("en", "signed")("title"));
  await expect(page.getByText("j…")).toBeVisible();
  await expect(page.getByText(john.email)).toHaveCount(0);

  const mail = await verification(request, john.email);
  expect(mail.subject).toBe(words("en", "mail")("verify.subject"));
  expect(`${mail.text}${mail.html}`).not.toContain("Miller");
  await page.goto(mail.confirm);
  await expect(page.getByLabel(words("en", "form")("name"), { exact: true })).toHaveValue(john.name);
  await page.getByRole("button", { name: words("en", "confirm")("button") }).click();

  const number = await welcomeNumber(page, "en");
  expect(number).toBeGreaterThan(before.men);
  const place = placeName({ country: "US", region: ownState, county: null }, "en");
  await expect(page.getByText(words("en", "welcome")("standFor", { place }))).toBeVisible();

  await expect.poll(() => men(request)).toBeGreaterThanOrEqual(number);
  await expect.poll(() => shownNumber(neighbour), { timeout: 20_000 }).toBeGreaterThanOrEqual(number);
  expect(loads, "loads of the neighbour's page").toBe(0);
  await expectShareLinks(page, request);
  await expectMenIn(request, ownState, before.here + 1);
});

/** Each way to pass the link on carries the same one, and it leads to the pledge. */
async function expectShareLinks(page: Page, request: Page["request"]): Promise<void> {
  const link = await page.getByLabel(share("link"), { exact: true }).inputValue();
  expect(new URL(link).pathname).toMatch(/^\/s\/[\w-]{16,}$/);
  const message = share("message", { url: link });
  const sms = page.getByRole("link", { name: share("sms") });
  await expect(sms).toHaveAttribute("href", `sms:?&body=${encodeURIComponent(message)}`);
  const whatsapp = page.getByRole("link", { name: share("whatsapp") });
  await expect(whatsapp).toHaveAttribute("href", `whatsapp://send?text=${encodeURIComponent(message)}`);

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: share("copy") }).click();
  await expect(page.getByRole("status").filter({ hasText: share("copied") })).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);

  await page.getByText(share("qr")).click();
  expect(await scan(page.getByRole("img", { name: share("qrLabel") }))).toBe(link);
  const followed = await request.get(link);
  expect(new URL(followed.url()).pathname).toBe("/c/sample");
}

/** What a camera reads from a picture on the page. */
async function scan(picture: Locator): Promise<string | undefined> {
  const png = (await picture.screenshot()).toString("base64");
  const { pixels, width, height } = await picture.page().evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context?.drawImage(bitmap, 0, 0);
    const image = context?.getImageData(0, 0, bitmap.width, bitmap.height);
    return { pixels: Array.from(image?.data ?? []), width: bitmap.width, height: bitmap.height };
  }, png);
  return jsQR(Uint8ClampedArray.from(pixels), width, height)?.data;
}
