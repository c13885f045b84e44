import { query } from "#lib/db.ts";
import type { Locale } from "#lib/words.ts";
import { isSwitch, SWITCHES, type SwitchName } from "./list.ts";
import { type Held, isOff, switchState } from "./state.ts";

/** While signing is switched off: the organizers' text in this language, null where they wrote none. False while it is on. */
export async function signingPause(locale: Locale): Promise<{ text: string | null } | false> {
  const held = (await switchState()).get("signing");
  return held?.off ? { text: held.message?.[locale] ?? null } : false;
}

/** Seconds between two looks of a page at the count. Zero: it shows the number of the moment, and asks for no other. */
export async function pollSeconds(): Promise<0 | 5 | 30> {
  if (await isOff("live")) return 0;
  return (await isOff("press_day")) ? 30 : 5;
}

/** The kinds of mail that stay in the outbox for now. */
export async function heldMailKinds(): Promise<string[]> {
  const state = await switchState();
  return SWITCHES.flatMap((name) =>
    name.startsWith("mail.") && state.get(name)?.off ? [name.slice("mail.".length)] : [],
  );
}

const CHANNELS = ["native", "sms", "whatsapp", "copy", "qr"] as const;
export type ShareChannel = (typeof CHANNELS)[number];

/** The ways of passing a link on that are offered now. */
export async function shareChannels(): Promise<ShareChannel[]> {
  const state = await switchState();
  return CHANNELS.filter((channel) => !state.get(`share.${channel}`)?.off);
}

/** A switch as it stands, and who changed it last: null for the command line. */
export type LastChange = Held & { name: SwitchName; organizerId: string | null };

/** Every switch that was ever used, from the database and not from this process' memory: for who is about to change one. */
export async function lastChanges(): Promise<LastChange[]> {
  const rows = await query<Held & { name: string; organizerId: string | null }>(
    `SELECT s.name, s.off, s.message, s.changed_at AS "changedAt", e.organizer_id AS "organizerId"
     FROM "Switch" s LEFT JOIN LATERAL (
       SELECT organizer_id FROM "AuditEvent" WHERE subject = 'switch:' || s.name ORDER BY at DESC, id DESC LIMIT 1
     ) e ON true`,
  );
  return rows.flatMap(({ name, ...held }) => (isSwitch(name) ? [{ name, ...held }] : []));
}
