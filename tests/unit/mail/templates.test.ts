import { describe, expect, it } from "vitest";
import { alreadyWords } from "#lib/mail/templates/already.ts";
import { manageWords } from "#lib/mail/templates/manage.ts";
import { verifyWords } from "#lib/mail/templates/verify.ts";
import { LOCALES } from "#lib/words.ts";

const TOKEN = "Zk3_x-9aBcDeFgHiJkLmNoPqRsTuVwXy";
const publicUrl = new URL("https://pledge.example.org");

describe.each(LOCALES)("the mails in %s", (lang) => {
  const frame = { lang, campaign: "Men & <b>Neighbors</b>", host: 'The "Host"' };
  const verify = verifyWords({ ...frame, publicUrl, token: TOKEN, code: "048213" });
  const already = alreadyWords({ ...frame, publicUrl, token: TOKEN });
  const manage = manageWords({ ...frame, publicUrl, token: TOKEN });
  const unlinked = alreadyWords({ ...frame, publicUrl, token: null });
  const prefix = lang === "en" ? "" : `/${lang}`;

  it("have neutral subjects", () => {
    expect([verify.subject, already.subject, manage.subject]).toEqual(
      lang === "en"
        ? ["Confirm your pledge", "About your pledge", "Your pledge"]
        : ["Confirma tu promesa", "Sobre tu promesa", "Tu promesa"],
    );
  });

  it("give the code once, before any other six digits, bare for the clipboard", () => {
    expect(verify.text.match(/\b\d{6}\b/g)).toEqual(["048213", "233733"]);
    expect(verify.html.match(/\b\d{6}\b/g)).toEqual(["048213", "233733"]);
    for (const { text } of [already, manage]) expect(text.match(/\b\d{6}\b/g)).toEqual(["233733"]);
  });

  it("have one button, and links that stay on the site", () => {
    const confirm = `${publicUrl.origin}${prefix}/confirm/${TOKEN}`;
    const notMe = `${publicUrl.origin}${prefix}/not-me/${TOKEN}`;
    expect([...verify.html.matchAll(/href="([^"]+)"/g)].map((match) => match[1])).toEqual([confirm, notMe]);
    expect(verify.text.match(/https:.+/g)).toEqual([confirm, notMe]);
    const own = `${publicUrl.origin}${prefix}/manage/${TOKEN}`;
    expect([...manage.html.matchAll(/href="([^"]+)"/g)].map((match) => match[1])).toEqual([own, notMe]);
    expect(manage.text.match(/https:.+/g)).toEqual([own, notMe]);
    for (const { html } of [verify, manage]) expect(html.match(/class="button"/g)).toHaveLength(1);
    expect([...already.html.matchAll(/href="([^"]+)"/g)].map((match) => match[1])).toEqual([notMe]);
    expect(already.text.match(/https:.+/g)).toEqual([notMe]);
  });

  it("ask to be told of a stranger only where there is a link for it", () => {
    const [link, lead] =
      lang === "en"
        ? ["This wasn’t me: send nothing more to this address.", "To get nothing more at this address:"]
        : ["No fui yo: no envíen nada más a esta dirección.", "Para no recibir nada más en esta dirección:"];
    for (const { html, text } of [verify, already, manage]) {
      expect(html).toContain(`>${link}</a>`);
      expect(text).toContain(`${lead}\n`);
    }
    expect(unlinked.html).not.toContain("href=");
    expect(unlinked.html).not.toContain(link);
    expect(unlinked.text).not.toContain(lead);
    expect(unlinked.text).not.toContain("http");
  });

  it.each([
    ["verify", verify],
    ["already", already],
    ["manage", manage],
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

  it("name whom organizers say to call, after 911 and escaped, in place of ours", () => {
    const help = ["Our <Line>: 311", "The Center: 414-555-0100"];
    const mail = alreadyWords({ ...frame, help, publicUrl, token: TOKEN });
    expect(mail.text).toMatch(/911\nOur <Line>: 311\nThe Center: 414-555-0100\n/);
    expect(mail.html).toContain("Our &#60;Line&#62;: 311");
    expect(mail.text + mail.html).not.toContain("888-373-7888");
  });

  it("name the campaign and its host, escaped", () => {
    expect(verify.text).toContain("Men & <b>Neighbors</b>");
    expect(verify.html).toContain("Men &#38; &#60;b&#62;Neighbors&#60;/b&#62;");
    expect(verify.html).toContain("The &#34;Host&#34;");
    expect(already.html).not.toContain("<b>Neighbors");
  });

  it("load nothing from anywhere and are ready for the dark", () => {
    for (const { html } of [verify, already, manage]) {
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
    for (const { text, html, subject } of [verify, already, manage, unlinked])
      expect([text, html.replace(/<style>[\s\S]*<\/style>/, ""), subject].join()).not.toMatch(
        /\{|mail\.|undefined/,
      );
  });
});
