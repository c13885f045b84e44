import { randomInt } from "node:crypto";

/** The hotline's text number stands in every mail; nobody must be able to take it for his code. */
const NEVER = "233733";

/** A confirmation code: six digits, each of the other 999,999 equally likely. */
export function newCode(): string {
  for (;;) {
    const code = String(randomInt(1_000_000)).padStart(6, "0");
    if (code !== NEVER) return code;
  }
}
