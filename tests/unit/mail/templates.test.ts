import { describe, expect, it } from "vitest";
import { alreadyWords } from "#lib/mail/templates/already.ts";
import { verifyWords } from "#lib/mail/templates/verify.ts";
import { LOCALES } from "#lib/words.ts";

const TOKEN = "Zk3_x-9aBcDeFgHiJkLmNoPqRsTuVwXy";
const publicUrl = new URL("https://pledge.example.org");

describe.each(LOCALES)("the mails in %s", (lang) => {
  const frame = { lang, campaign: "Men & <b>Neighbors</b>", host: 'The "Host"' };
  const verify = verifyWords({ ...frame, publicUrl, token: TOKEN, code: "048213" });
  const already = alreadyWords(frame);
  const prefix = lang === "en" ? "" : `/${lang}`;

  it("have neutral subjects", () => {
    expect([verify.subject, already.subject]).toEqual(
      lang === "en"
        ? ["Confirm your pledge", "About your pledge"]
        : ["Confirma tu promesa", "Sobre tu promesa"],
    );
  });

  it("give the code once, before any other six digits, bare for the clipboard", () => {
    expect(verify.text.match(/\b\d{6}\b/g)).toEqual(["048213", "233733"]);
    expect(verify.html.match(/\b\d{6}\b/g)).toEqual(["048213", "233733"]);
    expect(already.text.match(/\b\d{6}\b/g)).toEqual(["233733"]);
  });

  it("have one button, and links that stay on the site", () => {
    const links = [...verify.html.matchAll(/href="([^"]+)"/g)].map((match) => match[1]);
    expect(links).toEqual([
      `${publicUrl.origin}${prefix}/confirm/${TOKEN}`,
      `${publicUrl.origin}${prefix}/not-me/${TOKEN}`,
    ]);
    for (const link of links) expect(verify.text.split("\n")).toContain(link);
    expect(verify.html.match(/class="button"/g)).toHaveLength(1);
    expect(already.html).not.toContain("href=");
  });

  it.each([
    ["verify", verify],
    ["already", already],
  ])(
    "carry help, and the hotline's text number so that nobody takes it for a code: %s",
    (_, { text, html }) => {
      for (const body of [text, html]) {
        for (const help of ["911", "888-373-7888", "BEFREE (233733)", "TTY 711"])
          expect(body).toContain(help);
        expect(body.replace("BEFREE (233733)", "")).not.toContain("233733");
      }
    },
  );

  it("name the campaign and its host, escaped", () => {
    expect(verify.text).toContain("Men & <b>Neighbors</b>");
    expect(verify.html).toContain("Men &#38; &#60;b&#62;Neighbors&#60;/b&#62;");
    expect(verify.html).toContain("The &#34;Host&#34;");
    expect(already.html).not.toContain("<b>Neighbors");
  });

  it("load nothing from anywhere and are ready for the dark", () => {
    for (const { html } of [verify, already]) {
      expect(html).not.toMatch(/<img|<link|@import|url\(|src=|http-equiv/);
      expect(html).toContain('<meta name="color-scheme" content="light dark">');
      expect(html).toContain("@media (prefers-color-scheme: dark)");
    }
  });

  it("say how long link and code are good for", () => {
    expect(verify.text).toMatch(/7 [\p{L}]+/u);
    expect(verify.text).toMatch(/24 [\p{L}]+/u);
  });

  it("leave no word untranslated or unfilled", () => {
    for (const { text, html, subject } of [verify, already])
      expect([text, html.replace(/<style>[\s\S]*<\/style>/, ""), subject].join()).not.toMatch(
        /\{|mail\.|undefined/,
      );
  });
});
