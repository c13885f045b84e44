export type MailOf = {
  id: string;
  kind: string;
  createdAt: Date;
  sentAt: Date | null;
  failedAt: Date | null;
  attempts: number;
  nextTryAt: Date;
  /** SMTP reply codes or a socket error's name. */
  lastError: string | null;
};
export type EntryOf = {
  id: string;
  kind: string;
  reason: string | null;
  at: Date;
  country: string;
  region: string | null;
  county: string | null;
  stance: string;
  evidence: string;
  /** Null until the tallier has come to it. */
  position: string | null;
  /** His number: the tally right after. */
  number: number | null;
  /** Its leaf in the newest log; null until it is published. */
  leaf: string | null;
};
export type DeedOf = {
  id: string;
  at: Date;
  organizerId: string | null;
  action: string;
  subject: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};
export type RunOf = {
  runId: string;
  name: string;
  outcome: string;
  at: Date;
  undone: string | null;
  undoneAt: Date | null;
};

export type StoryEvent =
  | { kind: "signed" | "confirmed" | "held" | "erased"; at: Date }
  | { kind: "mail"; at: Date; mail: MailOf; state: MailState }
  | { kind: "entry"; at: Date; entry: EntryOf }
  | { kind: "deed"; at: Date; deed: DeedOf }
  | { kind: "run" | "run_undone"; at: Date; run: RunOf };
export type MailState = "sent" | "failed" | "trying" | "waiting";

type Lived = { submittedAt: Date; verifiedAt: Date | null; heldAt: Date | null; erasedAt: Date | null };

/** Everything that happened to a pledge, in the order in which it did; of one moment first what led to the other. */
export function storyOf(
  pledge: Lived,
  { mails, entries, deeds, runs }: { mails: MailOf[]; entries: EntryOf[]; deeds: DeedOf[]; runs: RunOf[] },
): StoryEvent[] {
  const lived: [StoryEvent["kind"] & ("signed" | "confirmed" | "held" | "erased"), Date | null][] = [
    ["signed", pledge.submittedAt],
    ["held", pledge.heldAt],
    ["confirmed", pledge.verifiedAt],
    ["erased", pledge.erasedAt],
  ];
  const events: StoryEvent[] = [
    ...lived.flatMap(([kind, at]) => (at ? [{ kind, at }] : [])),
    ...mails.map((mail): StoryEvent => ({ kind: "mail", at: mail.createdAt, mail, state: mailState(mail) })),
    ...deeds.map((deed): StoryEvent => ({ kind: "deed", at: deed.at, deed })),
    ...runs.map((run): StoryEvent => ({ kind: "run", at: run.at, run })),
    ...runs.flatMap((run): StoryEvent[] =>
      run.undoneAt ? [{ kind: "run_undone", at: run.undoneAt, run }] : [],
    ),
    ...entries.map((entry): StoryEvent => ({ kind: "entry", at: entry.at, entry })),
  ];
  // Sorting is stable, so that events of one moment stay in the order of this list.
  return events.sort((a, b) => a.at.getTime() - b.at.getTime());
}

export function mailState({ sentAt, failedAt, attempts }: MailOf): MailState {
  if (sentAt) return "sent";
  if (failedAt) return "failed";
  return attempts > 0 ? "trying" : "waiting";
}
