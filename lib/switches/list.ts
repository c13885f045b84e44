/**
 * Every off-switch there is. To add one: a name here, its words in `messages/` under `switches.names` and `switches.does`,
 * the one place that asks `isOff`, and a test that it works and works again.
 */
export const SWITCHES = [
  "signing",
  "mail.verify",
  "mail.already",
  "mail.manage",
  "live",
  "map",
  "share.native",
  "share.sms",
  "share.whatsapp",
  "share.copy",
  "share.qr",
  "press_day",
] as const;
export type SwitchName = (typeof SWITCHES)[number];

/** As the desk lists them. */
export const SWITCH_GROUPS = {
  signing: ["signing"],
  mail: ["mail.verify", "mail.already", "mail.manage"],
  pages: ["live", "map", "press_day"],
  share: ["share.native", "share.sms", "share.whatsapp", "share.copy", "share.qr"],
} as const satisfies Record<string, readonly SwitchName[]>;

export function isSwitch(name: unknown): name is SwitchName {
  return SWITCHES.includes(name as SwitchName);
}

/**
 * A mode reads the other way round: press-day mode is on while the extras that it rests are off. `off` in the database and in
 * `isOff` always means the extras.
 */
export function isMode(name: SwitchName): boolean {
  return name === "press_day";
}

/** `on` or `off`, as people say it. */
export function positionOf(name: SwitchName, off: boolean): "on" | "off" {
  return off !== isMode(name) ? "off" : "on";
}
