import type { Form } from "#lib/http.ts";

/** A field in one line: composed, without control characters, single spaces. */
export function line(form: Form, name: string): string {
  return clean(form.get(name) ?? "")
    .replace(/\s+/g, " ")
    .trim();
}

/** A field in several lines: no spaces at their ends, at most one empty line between two. */
export function lines(form: Form, name: string): string {
  return clean(form.get(name) ?? "")
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** How long a text is as people count. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** An address of the web that a link may lead to: https, and nobody's password in it. */
export function isWebAddress(text: string): boolean {
  if (!/^https:\/\//.test(text) || !URL.canParse(text)) return false;
  const { username, password, hostname } = new URL(text);
  return !username && !password && hostname.includes(".");
}

/** Tabs and line feeds stay; other control characters, and those that turn the direction of what follows, do not. */
function clean(text: string): string {
  return text.normalize("NFC").replace(/[^\P{Cc}\n\r\t]|[\u202A-\u202E\u2066-\u2069]/gu, "");
}
