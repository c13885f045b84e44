import { expect, test } from "vitest";
import { maskedAddress } from "#lib/organizers/pledges/row.ts";
import { type MailOf, mailState, storyOf } from "#lib/organizers/pledges/story.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 12, minute));
const mail = (fields: Partial<MailOf> = {}): MailOf => ({
  id: "m",
  kind: "verify",
  createdAt: at(0),
  sentAt: null,
  failedAt: null,
  attempts: 0,
  nextTryAt: at(0),
  lastError: null,
  ...fields,
});

test("a story is told in its order, what led to the other first", () => {
  const entry = { id: "e", kind: "verified", at: at(3), position: "1", number: 1, leaf: "0", reason: null };
  const where = { country: "US", region: "US-WI", county: null, stance: "man", evidence: "email" };
  const deed = {
    id: "d",
    at: at(2),
    organizerId: null,
    action: "pledge.resend",
    subject: "",
    before: null,
    after: null,
  };
  const run = {
    runId: "r",
    name: "flood",
    outcome: "invalidated",
    at: at(4),
    undone: "reinstated",
    undoneAt: at(6),
  };
  const story = storyOf(
    { submittedAt: at(0), verifiedAt: at(3), heldAt: null, erasedAt: at(7) },
    {
      mails: [mail(), mail({ createdAt: at(2) })],
      entries: [{ ...entry, ...where }],
      deeds: [deed],
      runs: [run],
    },
  );
  expect(story.map(({ kind }) => kind)).toEqual([
    "signed",
    "mail",
    "mail",
    "deed",
    "confirmed",
    "entry",
    "run",
    "run_undone",
    "erased",
  ]);
});

test.each([
  [{}, "waiting"],
  [{ attempts: 2 }, "trying"],
  [{ attempts: 1, sentAt: at(1) }, "sent"],
  [{ attempts: 8, failedAt: at(1) }, "failed"],
])("a mail with %j is %s", (fields, state) => {
  expect(mailState(mail(fields))).toBe(state);
});

test.each([
  ["john@gmail.com", "j…n@gmail.com"],
  ["j@example.org", "j…@example.org"],
  ["😀x@example.org", "😀…x@example.org"],
])("%s is shown as %s", (address, shown) => {
  expect(maskedAddress(address)).toBe(shown);
});
