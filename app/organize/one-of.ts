type Asked = Record<string, string | string[] | undefined>;

/** A parameter of an address that may stand there once; undefined otherwise. */
export function oneOf(asked: Asked, name: string): string | undefined {
  const value = asked[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
