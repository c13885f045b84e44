export type Cell = string | number | null | undefined;

/**
 * Rows as CSV (RFC 4180): a header row, CRLF, UTF-8 without a byte order mark, which most programs would read as part of
 * the first column's name. Nothing is an empty cell. A text that a spreadsheet would run as a formula gets an apostrophe.
 */
export function csv<Column extends string>(
  columns: readonly Column[],
  rows: Partial<Record<Column, Cell>>[],
): string {
  return csvHeader(columns) + csvRows(columns, rows);
}

/** The same in parts, for what is too long to be held at once. */
export function csvHeader(columns: readonly string[]): string {
  return `${columns.join(",")}\r\n`;
}

export function csvRows<Column extends string>(
  columns: readonly Column[],
  rows: Partial<Record<Column, Cell>>[],
): string {
  return rows.map((row) => `${columns.map((column) => csvCell(row[column])).join(",")}\r\n`).join("");
}

/** One cell, as it stands between two commas. */
export function csvCell(value: Cell): string {
  if (typeof value !== "string") return value === null || value === undefined ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
