/** `npm run campaign`: what an organizer does to a campaign's editions from the command line. */
import { parseArgs } from "node:util";
import { momentIn } from "#lib/campaigns/moments.ts";
import { editions } from "#lib/campaigns/queries.ts";
import { currentEdition } from "#lib/campaigns/rules.ts";
import { now } from "#lib/clock.ts";
import { closeDatabase } from "#lib/db.ts";
import { env, StartError } from "#lib/env.ts";
import { checkDatabase } from "#lib/house/database.ts";
import { openNextEdition, setGoal } from "#lib/organizers/editions/change-edition.ts";
import { number, words } from "#lib/words.ts";

const HELP = `npm run campaign -- goal SLUG NUMBER
    gives the current edition of a campaign another goal; the old one stays to be read in its history

npm run campaign -- open-edition SLUG YEAR --opens TIME --closes TIME --goal NUMBER
                    [--time-zone NAME] [--shown-from NUMBER] [--household NUMBER]
    makes the next edition; campaign, texts and teams go along, and what is left out is as in the newest edition.
    TIME is 2027-11-22T08:00, or 2027-11-22 for the whole of that day, by the clocks of the edition's time zone

Both need the database of a campaign that is there: DATABASE_URL, or npm start running beside.`;

const t = words("en", "history");

try {
  const { values, positionals } = read();
  if (values.help) console.log(HELP);
  else {
    const { databaseUrl } = env();
    await checkDatabase(databaseUrl);
    console.log(await perform(positionals, values));
  }
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}

function read() {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: "boolean" },
        opens: text,
        closes: text,
        goal: text,
        "time-zone": text,
        "shown-from": text,
        household: text,
      },
    });
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n\n${HELP}`);
  }
}

type Values = ReturnType<typeof read>["values"];

async function perform([command, slug, word, ...more]: string[], values: Values): Promise<string> {
  if (!slug || !word || more.length > 0) throw new StartError(HELP);
  const found = await editions(slug);
  if (!found) throw new StartError(t("refusal.campaign"));
  if (command === "goal") return raiseGoal(currentEdition(found.editions, now()), word);
  const newest = found.editions[0];
  if (command === "open-edition" && newest) return open(slug, word, newest.timeZone, values);
  throw new StartError(HELP);
}

async function raiseGoal(edition: { id: string; year: number } | null, word: string): Promise<string> {
  if (!edition) throw new StartError(t("refusal.unknown"));
  const changed = await setGoal("console", edition.id, whole(word), now());
  if (!changed.ok)
    throw new StartError(t(`refusal.${changed.reason === "closed" ? "closedGoal" : changed.reason}`));
  return `The goal of ${edition.year} is now ${number("en", whole(word))}; it was ${number("en", changed.from ?? 0)}.`;
}

async function open(slug: string, year: string, newestZone: string, values: Values): Promise<string> {
  const timeZone = values["time-zone"] ?? newestZone;
  const opensAt = moment(values.opens, timeZone, false);
  const closesAt = moment(values.closes, timeZone, true);
  if (!values.goal) throw new StartError(t("refusal.goal"));
  const opened = await openNextEdition(
    "console",
    slug,
    {
      year: whole(year),
      opensAt,
      closesAt,
      goal: whole(values.goal),
      timeZone,
      shownFrom: values["shown-from"] === undefined ? undefined : whole(values["shown-from"]),
      householdLimit: values.household === undefined ? undefined : whole(values.household),
    },
    now(),
  );
  if (!opened.ok) throw new StartError(t(`refusal.${opened.reason}`));
  return `The edition of ${year} opens at ${opensAt.toISOString()} and closes at ${closesAt.toISOString()}.`;
}

function moment(text: string | undefined, timeZone: string, endOfDay: boolean): Date {
  let found: Date | null = null;
  try {
    found = text === undefined ? null : momentIn(text, timeZone, { endOfDay });
  } catch {
    throw new StartError(t("refusal.time_zone"));
  }
  if (!found) throw new StartError(t("refusal.time"));
  return found;
}

/** Not a number for what is none, which every rule refuses in words. */
function whole(text: string): number {
  return /^\d{1,12}$/.test(text.replaceAll(",", "")) ? Number(text.replaceAll(",", "")) : Number.NaN;
}
