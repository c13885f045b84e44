import { describe, expect, it } from "vitest";
import { type Answer, judgeRecords, type MailRecords } from "#lib/organizers/health/dns-rules.ts";
import { lookUpMail } from "#lib/organizers/health/look-up.ts";
import { readSelector } from "#lib/organizers/health/mail-domain.ts";

const found = (...records: string[]): Answer => ({ ok: true, found: records });
const LONG = `v=DKIM1; k=rsa; p=${"A".repeat(392)}`;
const WELL: MailRecords = {
  domain: "example.org",
  mx: found("mx1.example.org"),
  txt: found("v=spf1 include:spf.example.net ~all", "google-site-verification=x"),
  dkim: [{ selector: "s1", answer: found(LONG) }],
  dmarc: found("v=DMARC1; p=reject; rua=mailto:dmarc@example.org"),
};
const judged = (records: Partial<MailRecords>) =>
  Object.fromEntries(
    judgeRecords({ ...WELL, ...records }).map(({ check, level, says }) => [check, `${level} ${says}`]),
  );

it("finds nothing to mend where all is well", () => {
  expect(judged({})).toEqual({ spf: "good well", dkim: "good well", dmarc: "good well", mx: "good well" });
});

describe("SPF", () => {
  it.each([
    [["v=spf1 ip4:192.0.2.1 -all"], "good well"],
    [["V=SPF1 redirect=_spf.example.net"], "good well"],
    [[], "bad none"],
    [["v=spf10 -all"], "bad none"],
    [["spf2.0/pra -all"], "bad none"],
    [["v=spf1 -all", "v=spf1 a ~all"], "bad several"],
    [["v=spf1 a +all"], "bad open"],
    [["v=spf1 a all"], "bad open"],
    [["v=spf1 a ?all"], "fair endless"],
    [["v=spf1"], "fair endless"],
    [[`v=spf1 ${"include:a.example ".repeat(11)}-all`], "bad many"],
    [[`v=spf1 ${"include:a.example ".repeat(10)}ip4:192.0.2.1 -all`], "good well"],
  ])("%j is %s", (records, verdict) => {
    expect(judged({ txt: found(...records) }).spf).toBe(verdict);
  });
});

describe("DKIM", () => {
  it.each([
    ["a key among others", [found(), found(LONG)], "good well"],
    [
      "an Ed25519 key",
      [found("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")],
      "good well",
    ],
    ["a key of 1024 bits", [found(`p=${"A".repeat(216)}`)], "fair short"],
    ["a key that was taken back", [found("v=DKIM1; p=")], "bad revoked"],
    ["a text that is none", [found("hello")], "fair none"],
    ["nothing", [found(), found()], "fair none"],
    ["one name server that does not answer", [found(), { ok: false } as Answer], "fair none"],
    ["no answer at all", [{ ok: false } as Answer], "unknown unanswered"],
  ])("%s", (_, answers, verdict) => {
    const dkim = answers.map((answer, index) => ({ selector: `s${index}`, answer }));
    expect(judged({ dkim }).dkim).toBe(verdict);
  });
});

describe("DMARC and MX", () => {
  it.each([
    [{ dmarc: found("v=DMARC1;p=quarantine") }, "dmarc", "good well"],
    [{ dmarc: found("v=DMARC1; p=none; sp=reject") }, "dmarc", "fair watching"],
    [{ dmarc: found("v=DMARC1; sp=reject") }, "dmarc", "bad unreadable"],
    [{ dmarc: found("v=DMARC1; p=perhaps") }, "dmarc", "bad unreadable"],
    [{ dmarc: found("v=DMARC1; p=none", "v=DMARC1; p=reject") }, "dmarc", "bad several"],
    [{ dmarc: found() }, "dmarc", "bad none"],
    [{ dmarc: { ok: false } as Answer }, "dmarc", "unknown unanswered"],
    [{ mx: found() }, "mx", "bad none"],
    [{ mx: found("") }, "mx", "bad refuses"],
    [{ mx: { ok: false } as Answer }, "mx", "unknown unanswered"],
    [{ txt: { ok: false } as Answer }, "spf", "unknown unanswered"],
  ])("%j", (records, check, verdict) => {
    expect(judged(records)[check]).toBe(verdict);
  });
});

it("looks everything up, pieces of a record joined, the policy at the organization's own name", async () => {
  const asked: string[] = [];
  const none = Object.assign(new Error("none"), { code: "ENOTFOUND" });
  const zone: Record<string, string[][]> = {
    "mail.example.org": [["v=spf1 include:spf.", "example.net ~all"]],
    "s9._domainkey.mail.example.org": [["v=DKIM1; p=", "A".repeat(392)]],
    "_dmarc.example.org": [["v=DMARC1; p=none"]],
  };
  const resolver = {
    resolveMx: async () => [
      { exchange: "second.example.org", priority: 20 },
      { exchange: "first.example.org", priority: 10 },
    ],
    resolveTxt: async (name: string) => {
      asked.push(name);
      if (!zone[name]) throw none;
      return zone[name];
    },
  };
  const records = await lookUpMail("mail.example.org", { selector: "s9", resolver: resolver as never });
  expect(records.mx).toEqual(found("first.example.org", "second.example.org"));
  expect(judgeRecords(records).map(({ says }) => says)).toEqual(["well", "well", "watching", "well"]);
  // Nobody's policy is that of a whole top-level domain.
  expect(asked).not.toContain("_dmarc.org");

  const silent = Object.assign(new Error("no answer"), { code: "ETIMEOUT" });
  const lost = { resolveMx: () => Promise.reject(silent), resolveTxt: () => Promise.reject(silent) };
  const unknown = await lookUpMail("example.org", { resolver: lost as never });
  expect(new Set(judgeRecords(unknown).map(({ level }) => level))).toEqual(new Set(["unknown"]));
});

it.each([
  ["", null],
  ["  s1 ", "s1"],
  ["S1._domainkey.example.org", "s1"],
  ["a b", undefined],
  ["<script>", undefined],
  ["-x", undefined],
])("reads the selector %j", (typed, selector) => {
  expect(readSelector(typed)).toBe(selector);
});
