/** A row as a spreadsheet numbers it, the first one being 1. */
export type CsvRow = { row: number; cells: string[] };

export type CsvProblem = "too_many_columns" | "long_row" | "open_quote";

/** What is no list that anybody meant: reading stops here. */
export class UnreadableCsv extends Error {
  code: CsvProblem;
  row: number;
  constructor(code: CsvProblem, row: number) {
    super(`the file cannot be read from row ${row} on: ${code}`);
    this.code = code;
    this.row = row;
  }
}

export const MOST_COLUMNS = 200;
/** UTF-16 units. A quotation mark that is never closed would otherwise be read to the end of the file. */
export const LONGEST_ROW = 64 * 1024;

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Reads CSV as it comes, in parts of any size: RFC 4180 with any one-character delimiter, and what programs make of it besides: lone
 * CR or LF, quotation marks inside of plain cells, text behind a closing one. Rows without anything are left out, but numbered. Holds
 * one part and one row. Throws UnreadableCsv.
 */
export async function* readCsv(
  parts: AsyncIterable<string> | Iterable<string>,
  delimiter: string,
): AsyncGenerator<CsvRow[]> {
  let rest = "";
  let row = 0;
  const take = (text: string, isEnd: boolean): CsvRow[] => {
    const rows: CsvRow[] = [];
    let start = 0;
    while (start < text.length) {
      const read = readRow(text, start, delimiter, isEnd, row + 1);
      if (!read) break;
      row += 1;
      if (read.end - start > LONGEST_ROW) throw new UnreadableCsv("long_row", row);
      start = read.end;
      if (read.cells.some((cell) => cell.trim() !== "")) rows.push({ row, cells: read.cells });
    }
    rest = text.slice(start);
    return rows;
  };
  const judge = (isEnd: boolean): void => {
    if (isEnd && rest !== "") throw new UnreadableCsv("open_quote", row + 1);
    if (rest.length > LONGEST_ROW)
      throw new UnreadableCsv(rest.includes('"') ? "open_quote" : "long_row", row + 1);
  };
  for await (const part of parts) {
    const rows = take(rest + part, false);
    if (rows.length > 0) yield rows;
    judge(false);
  }
  const last = take(rest, true);
  if (last.length > 0) yield last;
  judge(true);
}

/** One row from `start` on; null while its end is not there. */
function readRow(
  text: string,
  start: number,
  delimiter: string,
  isEnd: boolean,
  row: number,
): { cells: string[]; end: number } | null {
  const cells: string[] = [];
  const mark = delimiter.charCodeAt(0);
  let at = start;
  for (;;) {
    let value = "";
    if (text.charCodeAt(at) === QUOTE) {
      const quoted = readQuoted(text, at + 1, isEnd);
      if (!quoted) return null;
      value = quoted.value;
      at = quoted.end;
    }
    const from = at;
    let code = text.charCodeAt(at);
    while (at < text.length && code !== mark && code !== LF && code !== CR) code = text.charCodeAt(++at);
    cells.push(value + text.slice(from, at));
    if (cells.length > MOST_COLUMNS) throw new UnreadableCsv("too_many_columns", row);
    if (at >= text.length) return isEnd ? { cells, end: at } : null;
    if (code === mark) {
      at += 1;
      // A delimiter at the very end is followed by an empty cell, unless more is to come.
      if (at >= text.length && !isEnd) return null;
      continue;
    }
    if (code === LF) return { cells, end: at + 1 };
    if (at + 1 >= text.length && !isEnd) return null;
    return { cells, end: text.charCodeAt(at + 1) === LF ? at + 2 : at + 1 };
  }
}

/** What stands between quotation marks; two of them stand for one. */
function readQuoted(text: string, start: number, isEnd: boolean): { value: string; end: number } | null {
  let value = "";
  let from = start;
  for (;;) {
    const at = text.indexOf('"', from);
    if (at < 0) return null;
    value += text.slice(from, at);
    if (at + 1 >= text.length && !isEnd) return null;
    if (text.charCodeAt(at + 1) !== QUOTE) return { value, end: at + 1 };
    value += '"';
    from = at + 2;
  }
}
