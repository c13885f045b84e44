import type { Page } from "@playwright/test";
import { LOCALES, path, words } from "#lib/words.ts";
import { welcomeNumber } from "./support/counts.ts";
import { checkLook } from "./support/look.ts";
import { newestMail, verification } from "./support/mail.ts";
import { person, sign } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

/** A page as somebody comes to it, known by words on it; 200 unless `status` says otherwise. */
type State = { shows: string; address: string; status?: number };

for (const locale of LOCALES) {
  const at = (address: string) => path(locale, address);
  const form = words(locale, "form");
  const signed = words(locale, "signed");
  const confirm = words(locale, "confirm");
  const notMe = words(locale, "notMe");
  const missing = words(locale, "problem")("s404.title");

  const [map, history, manage] = [words(locale, "map"), words(locale, "history"), words(locale, "manage")];
  const pages: State[] = [
    { shows: words(locale, "pledge")("nextTitle"), address: "/" },
    { shows: words(locale, "pledge")("nextTitle"), address: "/c/sample" },
    { shows: map("tableTitle"), address: "/c/sample/map" },
    { shows: map("shareTitle"), address: "/c/sample/map/US-WI" },
    { shows: map("shareTitle"), address: "/c/sample/map/55079" },
    { shows: words(locale, "integrity")("limitsTitle"), address: "/c/sample/integrity" },
    { shows: words(locale, "verify")("meansTitle"), address: "/verify" },
    { shows: history("yearsTitle"), address: "/c/sample/history" },
    { shows: history("archiveReportedTitle"), address: "/c/sample/2019" },
    { shows: missing, address: "/c/sample/1999", status: 404 },
    { shows: words(locale, "learn")("factsTitle"), address: "/c/sample/learn" },
    { shows: missing, address: "/c/sample/press", status: 404 },
    { shows: missing, address: "/c/sample/pages/nothing", status: 404 },
    { shows: words(locale, "safety")("traceTitle"), address: "/safety" },
    { shows: words(locale, "privacy")("keepTitle"), address: "/privacy" },
    { shows: confirm("unknownTitle"), address: "/confirm/unknown" },
    { shows: manage("askButton"), address: "/c/sample/manage" },
    { shows: manage("unknownTitle"), address: "/manage/unknown" },
    { shows: notMe("unknownTitle"), address: "/not-me/unknown" },
    { shows: missing, address: "/nothing/here", status: 404 },
    { shows: missing, address: "/c/nothing", status: 404 },
  ];
  for (const state of pages)
    test(`Everybody can read ${state.address} (${locale})`, ({ page }) =>
      check(page, { ...state, address: at(state.address) }));

  test(`Everybody can read what a signer sees before he has confirmed (${locale})`, async ({
    page,
    request,
  }) => {
    const own = page.request;
    const who = person("Everybody Éveryman");
    await check(page, { shows: signed("textClosed"), address: at("/c/sample/signed") });
    await sign(own, { name: "=1", email: "nobody", birth_year: "19" }, { agree: "", country: "ZZ" });
    await check(page, { shows: form("summaryText"), address: at("/c/sample/form") });
    await sign(own, who, { lang: locale });
    await check(page, { shows: signed("codeHelp"), address: at("/c/sample/signed") });
    const mail = await verification(request, who.email);
    await own.post("/c/sample/signed", { form: { code: "1" } });
    await check(page, { shows: signed("codeWrong"), address: at("/c/sample/signed") });
    await check(page, { shows: confirm("text"), address: mail.confirm });
    await own.post(mail.confirm, { form: { name: "=1", country: "US", lang: locale } });
    await check(page, { shows: form("summaryText"), address: mail.confirm });
    await check(page, { shows: confirm("householdTitle"), address: `${mail.confirm}?full` });
    await check(page, { shows: notMe("text"), address: mail.notMe });
    await sign(own, { birth_year: String(new Date().getUTCFullYear() - 10) }, { lang: locale });
    await check(page, { shows: form("youngTitle"), address: at("/c/sample/form") });
  });

  test(`Everybody can read what a signer sees once he has confirmed (${locale})`, async ({
    page,
    request,
  }) => {
    const own = page.request;
    const who = person("Everybody Éveryman");
    await sign(own, who, { lang: locale });
    const mail = await verification(request, who.email);
    await own.post(mail.confirm, { form: { lang: locale } });
    await page.goto(mail.confirm);
    await welcomeNumber(page, locale);
    await check(page, { shows: words(locale, "welcome")("twoText"), address: mail.confirm });
    const mine = mail.confirm.replace("/confirm/", "/manage/");
    await check(page, { shows: manage("receiptText"), address: mine });
    await check(page, { shows: manage("withdrawText"), address: `${mine}?ask=withdraw` });
    await check(page, { shows: manage("eraseText"), address: `${mine}?ask=erase` });
    await check(page, { shows: notMe("doneText"), address: `${mail.notMe}?done` });
  });

  test(`Everybody can read the mail (${locale})`, async ({ page, request }) => {
    const who = person("Mail Reader");
    await sign(request, who, { lang: locale });
    const { id, html } = await newestMail(request, who.email);
    const query = locale === "en" ? `to=${who.email}` : `lang=${locale}&to=${who.email}`;
    await check(page, { shows: words(locale, "inbox")("about"), address: `/dev/mail?${query}` });
    // Its formatted twin is a frame without scripts, into which the checker cannot look: the message stands alone below.
    await check(page, {
      shows: words(locale, "mail")("verify.what"),
      address: `/dev/mail/${id}?part=text&${query}`,
    });
    await page.goto("about:blank");
    await page.setContent(html);
    await checkLook(page, "the message alone");
  });
}

test("Everybody can read the door of the organizers' desk", async ({ page }) => {
  await check(page, { shows: words("en", "organizers")("signIn.text"), address: "/organize" });
});

async function check(page: Page, { shows, address, status = 200 }: State): Promise<void> {
  await test.step(`${address}: ${shows}`, async () => {
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(status);
    await expect(page.getByText(shows).filter({ visible: true }).first()).toBeVisible();
    await checkLook(page, address);
  });
}
