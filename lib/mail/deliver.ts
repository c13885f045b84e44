import { log } from "#lib/log.ts";
import { heldMailKinds } from "#lib/switches/queries.ts";
import { localeOr } from "#lib/words.ts";
import { type Carrier, openCarrier } from "./carrier.ts";
import { helpLines } from "./help-lines.ts";
import { type Written, writeLetter } from "./letter.ts";
import { type ClaimedMail, claim, type Outcome, record } from "./outbox.ts";
import { ATTEMPTS, errorCode, judge, type MailError, pauseAfter, relayPause, throttle } from "./rules.ts";

/** How often an empty outbox is looked at: a mail is on its way within a second, and signing needs no NOTIFY. */
const POLL = 500;
/** While a kind is held: each look goes past what waits (a quarter of a second for 300,000 mails), so there are fewer. */
const POLL_PAST_HELD = 2_000;
/** While there is work: what ends within this time is recorded, and replaced, by one statement. */
const GATHER = 5;
const LONGEST_PAUSE = 30_000;

/** The mail server's health, shared by the letters in hand. */
type Relay = { failures: number; pausedUntil: number };

/**
 * Starts the delivery of mail. It keeps as many letters in hand as its way out can carry, refills from the outbox as
 * they end, and sends no faster than the throttle allows. When the database is away it waits and tries again. `stop`
 * takes no new mail and resolves when what was in hand is sent and recorded; what a killed process had in hand is free
 * again when its claim ends.
 */
export function startDelivery(carrier: Carrier = openCarrier()): { stop: () => Promise<void> } {
  const pace = throttle(carrier.rate, performance.now());
  const relay: Relay = { failures: 0, pausedUntil: 0 };
  const inHand = new Set<Promise<void>>();
  const ended: Outcome[] = [];
  const rest = sleeper();
  let isStopping = false;

  const begin = (mail: ClaimedMail) => {
    const delivery = deliver(mail, carrier, relay).then((outcome) => {
      ended.push(outcome);
      inHand.delete(delivery);
      rest.wakeIn(GATHER);
    });
    inHand.add(delivery);
  };

  /** One turn: records what ended and takes what may leave now. Says for how long to rest, unless something ends. */
  const turn = async (): Promise<number> => {
    await recordEnded(ended);
    const time = performance.now();
    if (time < relay.pausedUntil) return Math.min(POLL, relay.pausedUntil - time);
    const room = Math.min(carrier.atOnce - inHand.size, pace.allows(time));
    if (room < 1) return inHand.size < carrier.atOnce ? pace.wait(time) : POLL;
    const held = await heldMailKinds();
    const mails = await claim(room, held);
    pace.spend(mails.length);
    for (const mail of mails) begin(mail);
    if (mails.length === room) return GATHER;
    return held.length > 0 ? POLL_PAST_HELD : POLL;
  };

  const run = async () => {
    let failures = 0;
    while (!isStopping) {
      try {
        await rest.sleep(await turn());
        failures = 0;
      } catch (error) {
        failures += 1;
        log.warn(
          { event: "mail.interrupted", code: (error as MailError).code },
          "mail waits for the database",
        );
        await rest.sleep(Math.min(POLL * 2 ** failures, LONGEST_PAUSE));
      }
    }
    await Promise.all(inHand);
    await recordEnded(ended);
  };

  const done = run()
    .catch(() =>
      log.warn({ event: "mail.unrecorded", mails: ended.length }, "these mails may be sent once more"),
    )
    .finally(() => carrier.close());
  return {
    stop: async () => {
      isStopping = true;
      rest.wakeIn(0);
      await done;
    },
  };
}

/** Never rejects: whatever goes wrong is an outcome of this mail. */
async function deliver(mail: ClaimedMail, carrier: Carrier, relay: Relay): Promise<Outcome> {
  const { id, kind, attempts } = mail;
  let outcome: Outcome;
  try {
    // Before it is written: it may be the writing that never came to an end.
    const help = await helpLines(mail.campaignSlug ?? null, localeOr(mail.lang));
    const written: Written =
      attempts > ATTEMPTS ? { ok: false, reason: "EATTEMPTS" } : writeLetter(mail, help);
    if (written.ok) {
      await carrier.carry(written.letter);
      relay.failures = 0;
      log.debug({ event: "mail.sent", mail: id, kind, attempts }, "mail sent");
      return { id, state: "sent" };
    }
    outcome = { id, state: "failed", error: written.reason };
  } catch (error) {
    outcome = outcomeOf(mail, error as MailError, relay);
  }
  const event = outcome.state === "failed" ? "mail.failed" : "mail.retry";
  log.warn({ event, mail: id, kind, attempts, code: outcome.error }, "mail not sent");
  return outcome;
}

function outcomeOf(mail: ClaimedMail, failure: MailError, relay: Relay): Exclude<Outcome, { state: "sent" }> {
  const { id, attempts } = mail;
  const error = errorCode(failure);
  const verdict = judge(failure);
  if (verdict === "relay") {
    const time = performance.now();
    // The letters in hand fail together; together they are one failure.
    if (time >= relay.pausedUntil) relay.pausedUntil = time + relayPause(++relay.failures);
    return { id, state: "retry", error, pause: Math.ceil(relay.pausedUntil - time), counts: false };
  }
  const pause = verdict === "permanent" ? null : pauseAfter(attempts);
  return pause === null ? { id, state: "failed", error } : { id, state: "retry", error, pause, counts: true };
}

/** Records what ended. What cannot be recorded now stays on the list for the next turn. */
async function recordEnded(ended: Outcome[]): Promise<void> {
  const batch = ended.splice(0);
  if (batch.length === 0) return;
  try {
    await record(batch);
  } catch (error) {
    ended.unshift(...batch);
    throw error;
  }
}

/** A sleep that can be cut short. A call to wake while nobody sleeps shortens the next sleep. */
function sleeper() {
  let wakeAt = Infinity;
  let arm = () => {};
  return {
    async sleep(milliseconds: number): Promise<void> {
      wakeAt = Math.min(wakeAt, performance.now() + milliseconds);
      await new Promise<void>((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        arm = () => {
          clearTimeout(timer);
          timer = setTimeout(resolve, Math.max(0, wakeAt - performance.now()));
        };
        arm();
      });
      wakeAt = Infinity;
    },
    wakeIn(milliseconds: number): void {
      const time = performance.now() + milliseconds;
      if (time >= wakeAt) return;
      wakeAt = time;
      arm();
    },
  };
}
