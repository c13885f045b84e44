/** The console of a start: one short line for each thing that happens, whichever process it happens in. */

/** Where the lines go: readable at a terminal and locally, as JSON lines to a public server's log collector. */
export type Console = {
  say(message: string): void;
  warn(message: string): void;
  /** A line as another process wrote it: JSON of lib/log.ts, or plain text. */
  relay(process: string, line: string): void;
};

/** `now` stamps our own lines; the lines of other processes carry their time. */
export function openConsole(options: {
  readable: boolean;
  colours: boolean;
  now: () => Date;
  write?: (line: string) => void;
}): Console {
  const { readable, colours, now, write = (line) => process.stdout.write(`${line}\n`) } = options;
  const own = (level: string, msg: string) => {
    const record = { level, time: now().toISOString(), process: "start", msg };
    write(readable ? readableLine(record, colours) : JSON.stringify(record));
  };
  return {
    say: (message) => own("info", message),
    warn: (message) => own("warn", message),
    relay(name, line) {
      const found = parse(line);
      const record = { process: name, ...(found ?? { level: "info", time: now().toISOString(), msg: line }) };
      write(readable ? readableLine(record, colours) : found ? line : JSON.stringify(record));
    },
  };
}

type LogRecord = { level: string; time: string; msg?: string; process?: string; [key: string]: unknown };

/** `14:03:07 web    message key=value`, in local time; the level only where it is not `info`. */
export function readableLine(record: LogRecord, colours = false): string {
  const { level, time, process: name, msg, event, err, error, pid, hostname, ...rest } = record;
  const paint = (code: number, text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  const details = Object.entries(rest).map(([key, value]) => `${key}=${plain(value)}`);
  const problem = err ?? error;
  const loud = { warn: 33, error: 31, fatal: 31 }[level];
  const words = [
    paint(2, new Date(time).toTimeString().slice(0, 8)),
    (name ?? "").padEnd(6),
    ...(level === "info" ? [] : [paint(loud ?? 2, level.toUpperCase())]),
    msg ?? plain(event ?? ""),
    paint(2, details.join(" ")),
    ...(problem ? [plain(problem)] : []),
  ];
  return words.filter((word) => word !== "" && word !== paint(2, "")).join(" ");
}

function plain(value: unknown): string {
  if (typeof value === "string") return value;
  const { stack, message } = (value ?? {}) as { stack?: string; message?: string };
  return stack ?? message ?? JSON.stringify(value);
}

function parse(line: string): LogRecord | null {
  if (!line.startsWith("{")) return null;
  try {
    const record = JSON.parse(line);
    return typeof record.level === "string" && typeof record.time === "string" ? record : null;
  } catch {
    return null;
  }
}
