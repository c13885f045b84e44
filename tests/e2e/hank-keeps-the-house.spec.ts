import { words } from "#lib/words.ts";
import { atTheDesk } from "./support/desk.ts";
import { enterAt, goTo } from "./support/keyboard.ts";
import { checkLook } from "./support/look.ts";
import { newestMail } from "./support/mail.ts";
import { expect, test } from "./support/test.ts";

const t = words("en", "health");

test("Hank looks after the house: a mail to himself and a backup, by keyboard alone", async ({
  page,
  request,
}) => {
  const { email } = await atTheDesk(page, "organizer", "hank");
  await goTo(page, "Alt+z", t("title"));

  await enterAt(page, t("mail.test"));
  await expect(page.getByRole("status").first()).toHaveText(t("said.testSent"));
  // The first was the link that he came by.
  await newestMail(request, email, 2);

  await enterAt(page, t("backups.make"));
  await expect(page.getByRole("cell", { name: t("backups.states.good") }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText(t("backups.never"))).toHaveCount(0);
  await expect(page.getByText(t("mail.tests"))).toBeVisible();
  await checkLook(page, "health with a backup and a test mail");
});
