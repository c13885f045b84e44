/** What a look-up brought: nothing found is an answer as well, a server that did not answer is none. */
export type Answer = { ok: true; found: string[] } | { ok: false };

export type MailRecords = {
  domain: string;
  /** Names of the servers that take its mail; a single empty one says that there are none (RFC 7505). */
  mx: Answer;
  /** All TXT records of the domain. */
  txt: Answer;
  /** The TXT records of the selectors that were tried. */
  dkim: { selector: string; answer: Answer }[];
  /** The TXT records of `_dmarc` of the domain, or of the nearest domain above it that has any. */
  dmarc: Answer;
};

export type Level = "good" | "fair" | "bad" | "unknown";
export type Finding =
  | { check: "mx"; level: Level; says: "well" | "none" | "refuses" | "unanswered"; record: string | null }
  | {
      check: "spf";
      level: Level;
      says: "well" | "none" | "several" | "open" | "endless" | "many" | "unanswered";
      record: string | null;
    }
  | {
      check: "dkim";
      level: Level;
      says: "well" | "none" | "revoked" | "short" | "unanswered";
      record: string | null;
    }
  | {
      check: "dmarc";
      level: Level;
      says: "well" | "none" | "several" | "watching" | "unreadable" | "unanswered";
      record: string | null;
    };

/** What the records of a domain mean for mail that is sent in its name. */
export function judgeRecords({ mx, txt, dkim, dmarc }: MailRecords): Finding[] {
  return [judgeSpf(txt), judgeDkim(dkim), judgeDmarc(dmarc), judgeMx(mx)];
}

/** Receivers write back: bounces, and people who answer. */
function judgeMx(mx: Answer): Finding {
  const check = "mx";
  if (!mx.ok) return { check, level: "unknown", says: "unanswered", record: null };
  const [first] = mx.found;
  if (first === undefined) return { check, level: "bad", says: "none", record: null };
  if (first === "" || first === ".") return { check, level: "bad", says: "refuses", record: "MX 0 ." };
  return { check, level: "good", says: "well", record: mx.found.join(", ") };
}

/** RFC 7208: one record, at most ten look-ups, and an end that says what holds for everybody else. */
function judgeSpf(txt: Answer): Finding {
  const check = "spf";
  if (!txt.ok) return { check, level: "unknown", says: "unanswered", record: null };
  const records = txt.found.filter((record) => /^v=spf1( |$)/i.test(record));
  const [record = null] = records;
  if (record === null) return { check, level: "bad", says: "none", record };
  if (records.length > 1) return { check, level: "bad", says: "several", record: records.join(" | ") };
  const terms = record.toLowerCase().split(/\s+/).slice(1);
  if (terms.some((term) => term === "+all" || term === "all"))
    return { check, level: "bad", says: "open", record };
  const lookups = terms.filter((term) => /^[+~?-]?(include:|a\b|mx\b|ptr\b|exists:)|^redirect=/.test(term));
  if (lookups.length > 10) return { check, level: "bad", says: "many", record };
  const ends = terms.some((term) => /^[~-]all$|^redirect=/.test(term));
  return ends
    ? { check, level: "good", says: "well", record }
    : { check, level: "fair", says: "endless", record };
}

/** RFC 6376. Which selector signs, only the mail service knows: of those that were tried, the best counts. */
function judgeDkim(dkim: MailRecords["dkim"]): Finding {
  const check = "dkim";
  const keys = dkim.flatMap(({ selector, answer }) =>
    answer.ok
      ? answer.found.filter((record) => /(^|;)\s*p=/i.test(record)).map((record) => ({ selector, record }))
      : [],
  );
  const shown = (key: { selector: string; record: string }) => `${key.selector}._domainkey: ${key.record}`;
  const live = keys.filter(({ record }) => publicKey(record) !== "");
  const long = live.find(({ record }) => isLong(record));
  if (long) return { check, level: "good", says: "well", record: shown(long) };
  if (live[0]) return { check, level: "fair", says: "short", record: shown(live[0]) };
  if (keys[0]) return { check, level: "bad", says: "revoked", record: shown(keys[0]) };
  if (dkim.length > 0 && dkim.every(({ answer }) => !answer.ok))
    return { check, level: "unknown", says: "unanswered", record: null };
  return { check, level: "fair", says: "none", record: null };
}

function publicKey(record: string): string {
  return (/(?:^|;)\s*p=([^;]*)/i.exec(record)?.[1] ?? "").replaceAll(/\s/g, "");
}

/** A key of 2048 bits takes 392 characters, one of 1024 takes 216; Ed25519 is short by nature. */
function isLong(record: string): boolean {
  return /(^|;)\s*k=ed25519/i.test(record) || publicKey(record).length > 300;
}

/** RFC 7489. */
function judgeDmarc(dmarc: Answer): Finding {
  const check = "dmarc";
  if (!dmarc.ok) return { check, level: "unknown", says: "unanswered", record: null };
  const records = dmarc.found.filter((record) => /^v=DMARC1\b/i.test(record));
  const [record = null] = records;
  if (record === null) return { check, level: "bad", says: "none", record };
  if (records.length > 1) return { check, level: "bad", says: "several", record: records.join(" | ") };
  const policy = /;\s*p\s*=\s*(\w+)/i.exec(record)?.[1]?.toLowerCase();
  if (policy === "reject" || policy === "quarantine") return { check, level: "good", says: "well", record };
  if (policy === "none") return { check, level: "fair", says: "watching", record };
  return { check, level: "bad", says: "unreadable", record };
}
