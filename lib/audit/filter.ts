import { momentIn } from "#lib/campaigns/moments.ts";

/** What of the log is asked for, as the address of its page has it. */
export type AuditFilter = {
  /** An organizer's id, or `COMMAND_LINE`. */
  who?: string;
  /** A noun (`switch`) or a whole action (`switch.off`). */
  action?: string;
  /** What a subject begins with: `switch:`, `edition:0198…`. */
  subject?: string;
  /** Days as somebody typed them (`2026-11-21`), both included. */
  from?: string;
  until?: string;
};

export const COMMAND_LINE = "command-line";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FORMS: Record<keyof AuditFilter, RegExp> = {
  who: new RegExp(`${UUID.source}|^${COMMAND_LINE}$`),
  action: /^[a-z_]+(\.[a-z_]+)?$/,
  subject: /^[\w:.-]{1,80}$/,
  from: /^\d{4}-\d{2}-\d{2}$/,
  until: /^\d{4}-\d{2}-\d{2}$/,
};

type Typed = Record<string, string | string[] | undefined>;

/** The filter in the parameters of an address; `wrong` names those that are none, which filter nothing. */
export function readAuditFilter(typed: Typed): { filter: AuditFilter; wrong: (keyof AuditFilter)[] } {
  const filter: AuditFilter = {};
  const wrong: (keyof AuditFilter)[] = [];
  for (const name of Object.keys(FORMS) as (keyof AuditFilter)[]) {
    const value = [typed[name] ?? ""].flat()[0]?.trim() ?? "";
    if (value === "") continue;
    if (FORMS[name].test(value) && isRealDay(name, value)) filter[name] = value;
    else wrong.push(name);
  }
  return { filter, wrong };
}

/** Where a page of the log goes on: the id of the last event before it. */
export function readCursor(value: string | string[] | undefined): string | null {
  const id = [value ?? ""].flat()[0] ?? "";
  return UUID.test(id) ? id : null;
}

/** 30 February has the form of a day. */
function isRealDay(name: keyof AuditFilter, value: string): boolean {
  return (name !== "from" && name !== "until") || momentIn(value, "UTC") !== null;
}
