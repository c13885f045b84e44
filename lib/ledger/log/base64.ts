/** The bytes of canonical base64 (RFC 4648 §4, padded); null for any other text. */
export function base64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
}
