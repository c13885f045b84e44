import { afterEach, describe, expect, it, vi } from "vitest";
import { canonicalAddress } from "#lib/pledges/canonical-address.ts";

const LOCAL_64 = "a".repeat(64);
const LABEL_61 = "b".repeat(61);

function canonical(typed: string): string {
  const address = canonicalAddress(typed);
  return address.ok ? address.canonical : address.code;
}

describe("one mailbox has one canonical address", () => {
  it.each([
    // Everywhere: space around it, case, width, the domain's script.
    ["sam@example.org", "sam@example.org"],
    ["  sam@example.org\n", "sam@example.org"],
    ["Sam.Smith@Example.ORG", "sam.smith@example.org"],
    ["\u202Asam@example.org\u202C", "sam@example.org"],
    ["\uFEFFsam@example.org\u200B", "sam@example.org"],
    ["ｓａｍ＠ｅｘａｍｐｌｅ．ｏｒｇ", "sam@example.org"],
    ["sam@例え。jp", "sam@xn--r8jz45g.jp"],
    ["sam@BÜCHER.example", "sam@xn--bcher-kva.example"],
    ["sam@xn--bcher-kva.example", "sam@xn--bcher-kva.example"],
    ["sam@straße.example", "sam@xn--strae-oqa.example"],
    ["o'neil@example.org", "o'neil@example.org"],
    ["sam_smith-1@mail.example.co.uk", "sam_smith-1@mail.example.co.uk"],
    ["!#$%&'*/=?^_`{|}~@example.org", "!#$%&'*/=?^_`{|}~@example.org"],
    ["1@2.example", "1@2.example"],
    ["sam@example.xn--p1ai", "sam@example.xn--p1ai"],
    // Unknown providers keep every character.
    ["sam+pledge@example.org", "sam+pledge@example.org"],
    ["s.a.m@example.org", "s.a.m@example.org"],
    ["sam-pledge@yahoo.com", "sam-pledge@yahoo.com"],
    ["sam+pledge@yahoo.com", "sam+pledge@yahoo.com"],
    ["sam+pledge@aol.com", "sam+pledge@aol.com"],
    ["sam+pledge@gmail.com.example.org", "sam+pledge@gmail.com.example.org"],
    ["sam+pledge@notgmail.com", "sam+pledge@notgmail.com"],
    ["s.a.m@mail.gmail.com", "s.a.m@mail.gmail.com"],
    // Gmail: dots, tags, one domain.
    ["sam.smith@gmail.com", "samsmith@gmail.com"],
    ["s.a.m.smith@gmail.com", "samsmith@gmail.com"],
    ["samsmith+pledge@gmail.com", "samsmith@gmail.com"],
    ["Sam.Smith+A.B@GMail.com", "samsmith@gmail.com"],
    ["sam+@gmail.com", "sam@gmail.com"],
    ["sam+a+b@gmail.com", "sam@gmail.com"],
    ["sam.smith@googlemail.com", "samsmith@gmail.com"],
    ["sam-smith@gmail.com", "sam-smith@gmail.com"],
    ["ｓａｍ．ｓｍｉｔｈ@gmail.com", "samsmith@gmail.com"],
    // Outlook.com: tags; the domains are different people's.
    ["sam+pledge@outlook.com", "sam@outlook.com"],
    ["sam+pledge@hotmail.com", "sam@hotmail.com"],
    ["sam+pledge@live.com", "sam@live.com"],
    ["sam+pledge@msn.com", "sam@msn.com"],
    ["sam.smith@outlook.com", "sam.smith@outlook.com"],
    // Apple: tags, one mailbox.
    ["sam+pledge@icloud.com", "sam@icloud.com"],
    ["sam@me.com", "sam@icloud.com"],
    ["sam+x@mac.com", "sam@icloud.com"],
    ["sam.smith@icloud.com", "sam.smith@icloud.com"],
    // Fastmail: tags, and the name as a subdomain.
    ["sam+pledge@fastmail.com", "sam@fastmail.com"],
    ["sam+pledge@fastmail.fm", "sam@fastmail.fm"],
    ["pledge@sam.fastmail.com", "sam@fastmail.com"],
    ["any.thing+x@sam.fastmail.fm", "sam@fastmail.fm"],
    ["x@a.sam.fastmail.com", "x@a.sam.fastmail.com"],
    // Proton: tags, dots, hyphens, underscores, one mailbox.
    ["sam+pledge@proton.me", "sam@proton.me"],
    ["sam.smith@protonmail.com", "samsmith@proton.me"],
    ["sam-smith@pm.me", "samsmith@proton.me"],
    ["Sam_Smith+x@protonmail.ch", "samsmith@proton.me"],
    // Local parts beyond ASCII.
    ["josé@example.org", "josé@example.org"],
    ["JOSE\u0301@example.org", "josé@example.org"],
    ["用户@例え.jp", "用户@xn--r8jz45g.jp"],
    ["सम@example.org", "सम@example.org"],
    ["\u212Aim@example.org", "kim@example.org"],
    // As long as it gets.
    [`${LOCAL_64}@example.org`, `${LOCAL_64}@example.org`],
    [
      `a@${LABEL_61}.${LABEL_61}.${LABEL_61}.${LABEL_61}.org`,
      `a@${LABEL_61}.${LABEL_61}.${LABEL_61}.${LABEL_61}.org`,
    ],
  ])("%j is %s", (typed, expected) => expect(canonical(typed)).toBe(expected));
});

describe("refused", () => {
  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["\u200B", "empty"],
    ["sam", "malformed"],
    ["sam.example.org", "malformed"],
    ["@example.org", "malformed"],
    ["sam@", "malformed"],
    ["sam@@example.org", "malformed"],
    ["sam@smith@example.org", "malformed"],
    ['"sam@smith"@example.org', "malformed"],
    ['"sam smith"@example.org', "malformed"],
    ["sam smith@example.org", "malformed"],
    ["sam@exam ple.org", "malformed"],
    ["sam@example", "malformed"],
    ["sam@localhost", "malformed"],
    [".sam@example.org", "malformed"],
    ["sam.@example.org", "malformed"],
    ["sam..smith@example.org", "malformed"],
    ["sam@.example.org", "malformed"],
    ["sam@example.org.", "malformed"],
    ["sam@example..org", "malformed"],
    ["sam@-example.org", "malformed"],
    ["sam@example-.org", "malformed"],
    ["sam@exam_ple.org", "malformed"],
    ["sam@127.0.0.1", "malformed"],
    ["sam@1.2", "malformed"],
    ["sam@[127.0.0.1]", "malformed"],
    ["sam@[IPv6:::1]", "malformed"],
    ["sam@example.123", "malformed"],
    ["sam@example.org:25", "malformed"],
    ["sam@example.org/x", "malformed"],
    ["sam@ex%61mple.org", "malformed"],
    ["sam@example.org\r\nBcc: all@example.org", "malformed"],
    ["sam\n@example.org", "malformed"],
    ["sam\0@example.org", "malformed"],
    ["sam@example.org\0", "malformed"],
    ["sam\u0007@example.org", "malformed"],
    ["sam\u202E@example.org", "malformed"],
    ["sam@exam\u200Bple.org", "malformed"],
    ["sam@example.org,all@example.org", "malformed"],
    ["sam,all@example.org", "malformed"],
    ["sam@example.org;all@example.org", "malformed"],
    ["sam;x@example.org", "malformed"],
    ["Sam <sam@example.org>", "malformed"],
    ["<sam@example.org>", "malformed"],
    ["mailto:sam@example.org", "malformed"],
    ["sam(smith)@example.org", "malformed"],
    ["sam\\smith@example.org", "malformed"],
    ["+pledge@gmail.com", "malformed"],
    ["___@proton.me", "malformed"],
    ["😀@example.org", "malformed"],
    ["sam@😀.example", "malformed"],
    ["sam@xn--.example", "malformed"],
    [`${LOCAL_64}a@example.org`, "tooLong"],
    [`${"é".repeat(33)}@example.org`, "tooLong"],
    [`ab@${LABEL_61}.${LABEL_61}.${LABEL_61}.${LABEL_61}.orgs`, "tooLong"],
    [`sam@${"x".repeat(64)}.org`, "malformed"],
    ["a".repeat(5000), "tooLong"],
    [" ".repeat(1017), "tooLong"],
    // As NFKC has it, eighteen times as long.
    [`${"\uFDFA".repeat(500)}@example.org`, "tooLong"],
  ])("%j: %s", (typed, code) => expect(canonical(typed)).toBe(code));
});

describe("what is posted by the kilobyte", () => {
  afterEach(() => void vi.restoreAllMocks());

  it.each([
    ["spaces inside", `x${" ".repeat(15_900)}x`],
    ["spaces alone", " ".repeat(15_900)],
    ["invisible characters inside", `x${"\u200B".repeat(15_900)}x`],
    ["dots", "a.".repeat(8_000)],
    ["at signs", "@".repeat(16_000)],
    ["what NFKC makes longer", "\uFDFA".repeat(16_000)],
    ["one unit too many", `sam@example.org${" ".repeat(1002)}`],
  ])("is not looked at: %s", (_, raw) => {
    const replace = vi.spyOn(String.prototype, "replace");
    const normalize = vi.spyOn(String.prototype, "normalize");
    const test = vi.spyOn(RegExp.prototype, "test");
    const address = canonicalAddress(raw);
    const looks = replace.mock.calls.length + normalize.mock.calls.length + test.mock.calls.length;
    vi.restoreAllMocks();
    expect(address).toEqual({ ok: false, code: "tooLong" });
    expect(looks).toBe(0);
  });

  it("is read where it just fits", () =>
    expect(canonical(`sam@example.org${" ".repeat(1001)}`)).toBe("sam@example.org"));
});

describe("mail goes to the address as typed", () => {
  it.each([
    [" Sam.Smith+Pledge@GMail.com ", "Sam.Smith+Pledge@gmail.com", "gmail.com"],
    ["sam@me.com", "sam@me.com", "me.com"],
    ["sam@BÜCHER.example", "sam@xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["x@sam.fastmail.com", "x@sam.fastmail.com", "sam.fastmail.com"],
    // A look-alike is never sent to while its plain twin is what the mailbox is known by.
    ["\u212Aim@example.org", "Kim@example.org", "example.org"],
  ])("%j", (raw, typed, domain) => expect(canonicalAddress(raw)).toMatchObject({ ok: true, typed, domain }));
});
