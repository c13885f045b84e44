import { log } from "#lib/log.ts";
import { isDatabaseUp } from "./get-health.ts";

/** PostgreSQL's and Node's codes, and pg's words where it gives no code, for a database that cannot be reached. */
const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|ENOENT|EPIPE|57P0[123]|53300|08\w{3}|P1001|P1002|P2024)$/;
const UNREACHABLE_WORDS = /^(timeout exceeded when trying to connect|Connection terminated)/;

/** What to answer after an unexpected error: 503 when the records are out of reach, else 500. */
export function statusOf(error: unknown): 500 | 503 {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const isUnreachable = UNREACHABLE.test(String(code ?? "")) || UNREACHABLE_WORDS.test(String(message ?? ""));
  return isUnreachable ? 503 : 500;
}

/** The same where Next has swallowed the error and left only a status. */
export async function statusOfNextFailure(): Promise<500 | 503> {
  return (await isDatabaseUp()) ? 500 : 503;
}

/**
 * Notes an unexpected error once. The pattern of the address, never the address, which may hold a token; the places in
 * the code, never the message, which may quote a row.
 */
export function logFailure(error: unknown, route: string, method: string): void {
  const { name, code, stack } = (error ?? {}) as { name?: unknown; code?: unknown; stack?: unknown };
  const at = String(stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim().slice(3));
  log.error({ event: "request.failed", route, method, name, code, at }, "A request failed");
}
