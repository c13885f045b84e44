/** `npm run switch`: the off-switches from the command line, for the day on which the desk itself is in trouble. */
import { parseArgs } from "node:util";
import { closeDatabase } from "#lib/db.ts";
import { StartError } from "#lib/env.ts";
import { onDatabase } from "#lib/house/on-database.ts";
import { isMode, isSwitch, positionOf, SWITCHES } from "#lib/switches/list.ts";
import { lastChanges } from "#lib/switches/queries.ts";
import { HOLDING_LIMIT, readHoldingText } from "#lib/switches/rules.ts";
import { setSwitch } from "#lib/switches/set-switch.ts";
import { words } from "#lib/words.ts";

const HELP = `npm run switch                      says how every switch stands
npm run switch -- NAME off          switches it off, everywhere within five seconds
npm run switch -- NAME on           switches it on again
npm run switch -- signing off --message-en TEXT --message-es TEXT
                                    with what visitors read meanwhile; without it, what was said last, else our own words

NAME is one of: ${SWITCHES.join(", ")}.
The audit log says that it was done on the command line. It needs the database: DATABASE_URL, or that in DATA_DIR.`;

const t = words("en", "switches");

try {
  const { values, positionals } = read();
  if (values.help) console.log(HELP);
  else await onDatabase(async () => console.log(await perform(positionals, values).finally(closeDatabase)));
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function read() {
  const text = { type: "string" } as const;
  try {
    const options = { help: { type: "boolean" }, "message-en": text, "message-es": text } as const;
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n\n${HELP}`);
  }
}

type Values = ReturnType<typeof read>["values"];

async function perform([name, position, ...more]: string[], values: Values): Promise<string> {
  if (name === undefined) return await standing();
  if (!isSwitch(name) || (position !== "on" && position !== "off") || more.length > 0)
    throw new StartError(HELP);
  const message = textsOf(values);
  if (message && name !== "signing") throw new StartError("Only signing has a text.");
  const changed = await setSwitch(null, name, { off: (position === "off") !== isMode(name), message });
  if (!changed.ok) throw new Error("the command line overwrites");
  const done = changed.deed === null ? "same" : changed.deed === "switch.text" ? "text" : position;
  const said = t(`done.${done}`, { name: t(`names.${name}`) });
  return done === "same" ? said : `${said} ${t("doneMore")}`;
}

/** Undefined, the text that there is, where none was given. */
function textsOf(values: Values) {
  const typed = { en: values["message-en"], es: values["message-es"] };
  if (typed.en === undefined && typed.es === undefined) return undefined;
  const read = readHoldingText(typed);
  if (!read.ok) throw new StartError(t(`refused.${read.reason}`, { limit: HOLDING_LIMIT }));
  return read.text;
}

async function standing(): Promise<string> {
  const used = new Map((await lastChanges()).map((change) => [change.name, change]));
  const width = Math.max(...SWITCHES.map((name) => name.length));
  const lines = SWITCHES.map((name) => {
    const held = used.get(name);
    const since = held ? ` since ${held.changedAt.toISOString()}` : "";
    return `${name.padEnd(width)}  ${positionOf(name, held?.off ?? false).padEnd(3)}${since}`;
  });
  return lines.join("\n");
}
