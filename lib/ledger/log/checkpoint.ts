import { base64 } from "./base64.ts";

/** What a checkpoint says (C2SP tlog-checkpoint). */
export type Checkpoint = {
  origin: string;
  size: number;
  /** 32 bytes. */
  root: Buffer;
  /** The log that this one took the place of after a restore, and its last published head. */
  previous: { origin: string; size: number; root: Buffer } | null;
};

const SIZE = /^(0|[1-9]\d{0,15})$/;

/** The text that is signed. */
export function formatCheckpoint({ origin, size, root, previous }: Checkpoint): string {
  const lines = [origin, size, root.toString("base64")];
  if (previous) lines.push(`previous ${formatHead(previous)}`);
  return `${lines.join("\n")}\n`;
}

/** `origin size base64-root` on one line. */
export function formatHead({ origin, size, root }: { origin: string; size: number; root: Buffer }): string {
  return `${origin} ${size} ${root.toString("base64")}`;
}

/** What a checkpoint's text says; null when it is none. Extension lines that we do not know are passed over. */
export function parseCheckpoint(text: string): Checkpoint | null {
  if (!text.endsWith("\n")) return null;
  const [origin = "", size = "", root = "", ...extensions] = text.slice(0, -1).split("\n");
  const head = readHead(origin, size, root);
  if (!head || extensions.some((line) => line === "")) return null;
  const told = extensions.filter((line) => line.startsWith("previous "));
  if (told.length > 1) return null;
  const previous = told[0] === undefined ? null : parseHead(told[0].slice("previous ".length));
  if (told.length === 1 && !previous) return null;
  return { ...head, previous };
}

/** `formatHead`'s line; null when it is none. */
export function parseHead(line: string): { origin: string; size: number; root: Buffer } | null {
  const [origin = "", size = "", root = "", ...more] = line.split(" ");
  return more.length > 0 ? null : readHead(origin, size, root);
}

function readHead(origin: string, size: string, root: string) {
  const bytes = base64(root);
  if (origin === "" || !SIZE.test(size) || !Number.isSafeInteger(Number(size)) || bytes?.length !== 32)
    return null;
  return { origin, size: Number(size), root: bytes };
}
