import { randomUUID } from "node:crypto";

/**
 * A word that only this process knows, by which the front's own calls into Next are told from a visitor's. Next bundles
 * its own copy of this module, so it stands on globalThis; under plain `next start` nobody sets it and no call passes.
 */
const holder = globalThis as typeof globalThis & { countersignInternal?: string };

export const INTERNAL_HEADER = "x-countersign-internal";

/** Makes the word, once per process. */
export function internalWord(): string {
  holder.countersignInternal ??= randomUUID();
  return holder.countersignInternal;
}

/** Whether a request comes from the front of this very process. */
export function isInternal(request: Request): boolean {
  const word = holder.countersignInternal;
  return word !== undefined && request.headers.get(INTERNAL_HEADER) === word;
}
