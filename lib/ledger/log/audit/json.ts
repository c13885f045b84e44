/** What a site answered, of which nothing is known. */
export type Json = Record<string, unknown>;

/** An object; null for any other text. */
export function parse(text: string): Json | null {
  try {
    const json = JSON.parse(text);
    return isObject(json) ? json : null;
  } catch {
    return null;
  }
}

export function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

export function objects(list: unknown): Json[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** A whole number; NaN, which equals nothing, for whatever else was sent. */
export function int(value: unknown): number {
  return Number.isSafeInteger(value) ? (value as number) : Number.NaN;
}

/** A value in a sentence. Not `String`: an object that names its own `toString` makes that throw. */
export function said(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "missing");
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
