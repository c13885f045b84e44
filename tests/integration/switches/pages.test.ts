/** What visitors see of a switch: off, and on again. */

import { createElement, type ReactNode } from "react";
import { renderToReadableStream } from "react-dom/server.edge";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { SWITCHES } = await import("#lib/switches/list.ts");
const { setSwitch } = await import("#lib/switches/set-switch.ts");
const { confirmMen } = await import("../places/men.ts");
const { MapPage } = await import("../../../app/l/[locale]/c/[slug]/map/map-page.tsx");
const { default: PlacePage } = await import("../../../app/l/[locale]/c/[slug]/map/[place]/page.tsx");
const { default: PledgePage } = await import("../../../app/l/[locale]/c/[slug]/page.tsx");
const { Paused } = await import("../../../app/l/[locale]/c/[slug]/form/paused.tsx");

/** Unlike Next's own renderer this one knows pages only as they come to a browser: components may be async. */
async function html(element: ReactNode): Promise<string> {
  const stream = await renderToReadableStream(element);
  await stream.allReady;
  return new Response(stream).text();
}
const at = (locale: string) => Promise.resolve({ locale, slug: "sample", place: "US-WI" });
const pledgePage = async (locale = "en") => html(await PledgePage({ params: at(locale) }));
const placePage = async (locale = "en") => html(await PlacePage({ params: at(locale) }));
const mapPage = async () => html(await MapPage({ locale: "en", slug: "sample", order: "number" }));

beforeAll(async () => {
  await loadSecrets();
  const { id } = await createCampaign();
  await query(`UPDATE "Edition" SET shown_from = 1`);
  await confirmMen(id, { "US-WI": 7 });
});
beforeEach(async () => {
  for (const name of SWITCHES) await setSwitch(null, name, { off: false, message: null });
});

test("signing: the holding text in the visitor's language instead of the form, and the form again", async () => {
  expect(await pledgePage()).toContain('action="/c/sample/sign"');
  await setSwitch(null, "signing", { off: true, message: { en: "Back <b>at</b> noon." } });
  for (const [locale, text] of [
    ["en", "Back &lt;b&gt;at&lt;/b&gt; noon."],
    ["es", "Por el momento no se puede firmar"],
  ] as const) {
    const page = await pledgePage(locale);
    expect(page).toContain(text);
    expect(page).not.toContain('action="/c/sample/sign"');
    // Links from other pages lead here.
    expect(page).toContain('id="sign-title"');
  }
  await setSwitch(null, "signing", { off: false });
  expect(await pledgePage("es")).toContain('action="/c/sample/sign"');
});

test("who had sent the form learns that it waits for him", async () => {
  const page = (hasTyped: boolean) =>
    html(createElement(Paused, { locale: "en", slug: "sample", text: "Back at noon.", hasTyped }));
  expect(await page(true)).toMatch(
    /Back at noon\..*What you typed was not stored with us.*href="\/c\/sample\/form"/s,
  );
  expect(await page(false)).not.toContain("What you typed");
});

test("live numbers: the number of the moment, and nobody asks for another", async () => {
  expect(await pledgePage()).toContain('src="/c/sample/count.json"');
  await setSwitch(null, "live", { off: true });
  const page = await pledgePage();
  expect(page).toMatch(/<live-count value="7"/);
  expect(page).not.toContain("/islands/count.js");
  await setSwitch(null, "live", { off: false });
  expect(await pledgePage()).toContain("/islands/count.js");
});

test("the map: no figure of any place, on any page", async () => {
  const pages = async () => [await mapPage(), await placePage(), await placePage("es"), await pledgePage()];
  const figures = /class="at-|place-number|map-thumbnail/;
  for (const page of await pages()) expect(page).toMatch(figures);
  await setSwitch(null, "map", { off: true });
  for (const page of await pages()) expect(page).not.toMatch(figures);
  expect(await mapPage()).toContain("The map is switched off for now");
  expect(await placePage("es")).toContain("El mapa está desactivado por ahora");
  await setSwitch(null, "map", { off: false });
  for (const page of await pages()) expect(page).toMatch(figures);
});

test("press day: the pledge page without its small map, the map itself as ever", async () => {
  expect(await pledgePage()).toContain("map-thumbnail");
  await setSwitch(null, "press_day", { off: true });
  expect(await pledgePage()).not.toContain("map-thumbnail");
  expect(await pledgePage()).toContain(`href="/c/sample/map"`);
  expect(await mapPage()).toContain('class="at-US-WI');
  await setSwitch(null, "press_day", { off: false });
  expect(await pledgePage()).toContain("map-thumbnail");
});

test.each([
  ["share.native", "data-native"],
  ["share.sms", "sms:?&amp;body="],
  ["share.whatsapp", "whatsapp://send"],
  ["share.copy", "data-copy"],
  ["share.copy", 'id="share-link"'],
  ["share.qr", 'class="qr"'],
] as const)("%s: its button is gone, alone, and back again", async (name, mark) => {
  const before = await placePage();
  expect(before).toContain(mark);
  await setSwitch(null, name, { off: true });
  const page = await placePage();
  expect(page).not.toContain(mark);
  expect(page).toContain("data-share");
  await setSwitch(null, name, { off: false });
  expect(await placePage()).toBe(before);
});

test("without any way to share there is no section about sharing", async () => {
  for (const name of SWITCHES.filter((name) => name.startsWith("share.")))
    await setSwitch(null, name, { off: true });
  expect(await placePage()).not.toContain("share-title");
});
