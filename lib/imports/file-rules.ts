import { MOST_COLUMNS, readCsv, UnreadableCsv } from "./csv-reader.ts";

export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];
export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** What a file is, found out from what stands in it. Nothing personal. */
export type Shape = {
  encoding: Encoding;
  delimiter: Delimiter;
  columns: number;
  /** Line ends, which is about how many rows there are. */
  lines: number;
};
/** Why a file is no list: a sentence each. */
export type FileProblem =
  | "empty"
  | "too_large"
  | "workbook"
  | "pdf"
  | "picture"
  | "archive"
  | "web_page"
  | "binary"
  | "no_columns"
  | "too_many_columns"
  | "long_row"
  | "open_quote"
  | "broken";

const SIGNATURES: [FileProblem, string][] = [
  ["workbook", "504b0304"],
  ["workbook", "d0cf11e0a1b11ae1"],
  ["pdf", "255044462d"],
  ["picture", "89504e470d0a1a0a"],
  ["picture", "ffd8ff"],
  ["picture", "47494638"],
  ["picture", "52494646"],
  ["picture", "0000001866747970"],
  ["archive", "1f8b08"],
  ["archive", "377abcaf271c"],
  ["archive", "526172211a07"],
  ["archive", "504b0506"],
];

/** What a file cannot be, by its first bytes; null where it may be text. */
export function signatureProblem(head: Buffer): FileProblem | null {
  const hex = head.subarray(0, 16).toString("hex");
  const found = SIGNATURES.find(([, signature]) => hex.startsWith(signature));
  if (found) return found[0];
  return /^(\uFEFF|\s)*<(!doctype|html|table|\?xml)/i.test(head.subarray(0, 200).toString("utf8"))
    ? "web_page"
    : null;
}

/**
 * The encoding of a text: by its byte order mark, else UTF-16 where every other byte of its beginning is zero, else UTF-8 where the
 * whole of it is that, else Windows-1252, which every file is. Null for what has zero bytes otherwise: no text.
 */
export function encodingOf(
  head: Buffer,
  { isUtf8, hasNul }: { isUtf8: boolean; hasNul: boolean },
): Encoding | null {
  const mark = head.subarray(0, 4).toString("hex");
  // UTF-32 begins as UTF-16 does.
  if (mark === "fffe0000" || mark === "0000feff") return null;
  if (mark.startsWith("fffe")) return "utf-16le";
  if (mark.startsWith("feff")) return "utf-16be";
  if (!hasNul) return isUtf8 ? "utf-8" : "windows-1252";
  if (mark.startsWith("efbbbf")) return null;
  const pairs = head.subarray(0, 2_000);
  const share = (odd: number) =>
    pairs.reduce((sum, byte, index) => sum + Number(index % 2 === odd && byte === 0), 0) / (pairs.length / 2);
  if (share(1) > 0.7 && share(0) < 0.1) return "utf-16le";
  return share(0) > 0.7 && share(1) < 0.1 ? "utf-16be" : null;
}

/** The text of a part of a file. A character that is cut at its end is left out. */
export function decodeHead(head: Buffer, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(head, { stream: true });
}

/**
 * The delimiter of a list by its beginning: the one by which most rows have as many cells as the first, of two those that make more
 * of it. `isWhole` where the beginning is everything.
 */
export async function delimiterOf(
  head: string,
  isWhole: boolean,
): Promise<{ ok: true; delimiter: Delimiter; columns: number } | { ok: false; problem: FileProblem }> {
  let best: { delimiter: Delimiter; columns: number; score: number } | null = null;
  let problem: FileProblem = "no_columns";
  for (const delimiter of DELIMITERS) {
    try {
      const rows = await firstRows(head, delimiter, isWhole);
      const columns = rows[0]?.length ?? 0;
      if (columns < 2) continue;
      const alike = rows.filter((cells) => cells.length === columns).length / rows.length;
      const score = alike + columns / (100 * MOST_COLUMNS);
      if (!best || score > best.score) best = { delimiter, columns, score };
    } catch (error) {
      if (!(error instanceof UnreadableCsv)) throw error;
      problem = error.code;
    }
  }
  return best ? { ok: true, delimiter: best.delimiter, columns: best.columns } : { ok: false, problem };
}

/** The rows of a beginning; the last one, which may be cut, only of the whole. */
export async function firstRows(head: string, delimiter: string, isWhole: boolean): Promise<string[][]> {
  const rows: string[][] = [];
  try {
    for await (const found of readCsv([head], delimiter)) rows.push(...found.map(({ cells }) => cells));
  } catch (error) {
    // A beginning may end in the middle of a cell; the rows before it stand.
    const isCut = error instanceof UnreadableCsv && error.code === "open_quote" && !isWhole;
    if (!isCut || rows.length === 0) throw error;
    return rows;
  }
  return isWhole || rows.length < 2 ? rows : rows.slice(0, -1);
}
