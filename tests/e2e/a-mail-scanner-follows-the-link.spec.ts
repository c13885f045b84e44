import { words } from "#lib/words.ts";
import { expectMenIn, menIn, welcomeNumber } from "./support/counts.ts";
import { verification } from "./support/mail.ts";
import { person, sign } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("A mail scanner follows the link ten times, and Paul still confirms by himself, once", async ({
  page,
  context,
  request,
  ownState,
}) => {
  const paul = person("Paul Novak", { region: ownState });
  const before = await menIn(request, ownState);
  await sign(request, paul);
  const { confirm, notMe } = await verification(request, paul.email);
  for (let visit = 0; visit < 10; visit++) {
    for (const link of [confirm, notMe]) {
      expect((await request.get(link)).status()).toBe(200);
      expect((await request.head(link)).status()).toBe(200);
    }
  }
  await expectMenIn(request, ownState, before);

  const again = await context.newPage();
  const press = words("en", "confirm")("button");
  await Promise.all([page.goto(confirm), again.goto(confirm)]);
  await Promise.all([page, again].map((tab) => tab.getByRole("button", { name: press }).click()));
  expect(await welcomeNumber(page, "en")).toBe(await welcomeNumber(again, "en"));
  // Himself, and the one by whom nobody was seen to be counted before.
  await expectMenIn(request, ownState, before + 2);
});
