import { words } from "#lib/words.ts";
import { expectNoMoreMail } from "./support/mail.ts";
import { type Person, person } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

type Post = { method?: string; headers?: Record<string, string>; data?: string };
const POSTS: { what: string; status: 400 | 403 | 405 | 413 | 415; post: (who: Person) => Post }[] = [
  { what: "the address opened as a page", status: 405, post: () => ({ method: "GET" }) },
  {
    what: "PUT",
    status: 405,
    post: (who) => ({ method: "PUT", headers: FORM, data: encode(who) }),
  },
  {
    what: "JSON",
    status: 415,
    post: (who) => ({ headers: { "content-type": "application/json" }, data: JSON.stringify(who) }),
  },
  {
    what: "another encoding",
    status: 415,
    post: (who) => ({
      headers: { "content-type": `${FORM["content-type"]}; charset=utf-16` },
      data: encode(who),
    }),
  },
  {
    what: "more than 16 kB",
    status: 413,
    post: (who) => ({ headers: FORM, data: encode({ ...who, more: "x".repeat(17_000) }) }),
  },
  { what: "a null byte", status: 400, post: (who) => ({ headers: FORM, data: `${encode(who)}&more=%00` }) },
  { what: "broken UTF-8", status: 400, post: (who) => ({ headers: FORM, data: `${encode(who)}&more=%FF` }) },
  {
    what: "a form on another site",
    status: 403,
    post: (who) => ({ headers: { ...FORM, origin: "https://example.net" }, data: encode(who) }),
  },
];

test("A tinkerer posts what no form sends, and nothing of it is kept", async ({ page, request }) => {
  const tinkerer = person("Tinkerer");
  for (const { what, status, post } of POSTS) {
    await test.step(what, async () => {
      const { method = "POST", ...rest } = post(tinkerer);
      const answer = await request.fetch("/c/sample/sign", { method, ...rest, maxRedirects: 0 });
      expect(answer.status()).toBe(status);
      expect(await answer.text()).toContain(`<h1>${words("en", "problem")(`s${status}.title`)}</h1>`);
      if (status === 405) expect(answer.headers().allow).toBe("POST");
      expect(answer.headers()["set-cookie"]).toBeUndefined();
    });
  }
  await expectNoMoreMail(request, tinkerer.email, 0);

  // In a browser the page of a wrong address stands there with its style, and leads on.
  await page.goto("/c/sample/sign");
  await page.getByRole("link", { name: words("en", "problem")("home") }).click();
  await expect(page).toHaveURL("/");
});

function encode(who: Person & { more?: string }): string {
  return new URLSearchParams({ ...who, agree: "on", lang: "en" }).toString();
}
