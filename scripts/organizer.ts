/** `npm run organizer`: who may sign in to the organizers' desk, from the command line. */
import { parseArgs } from "node:util";
import { now } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { closeDatabase } from "#lib/db.ts";
import { env, StartError } from "#lib/env.ts";
import { onDatabase } from "#lib/house/on-database.ts";
import { log } from "#lib/log.ts";
import { readMailbox } from "#lib/organizers/addresses.ts";
import { type Invited, invite } from "#lib/organizers/invite.ts";
import { organizerAt, people, teamChoices } from "#lib/organizers/queries.ts";
import { remove } from "#lib/organizers/remove.ts";
import { ROLES, type Role } from "#lib/organizers/scope.ts";

const HELP = `npm run organizer -- invite EMAIL --role ROLE [--team SLUG]
    lets whoever reads this mailbox sign in, and mails a link (15 minutes; a new one at any time at /organize/sign-in).
    ROLE is owner, organizer, moderator, viewer, or captain of the team named by --team

npm run organizer -- list
    says who may sign in

npm run organizer -- remove EMAIL
    takes it away at once: sessions end, links on their way lead nowhere. The last owner stays

All of them need the database of a campaign that is there: DATABASE_URL, or that in DATA_DIR.`;

// What happens is told in words below.
log.level = "silent";
try {
  const { values, positionals } = read();
  if (values.help) console.log(HELP);
  else await onDatabase(() => act(positionals, values).finally(closeDatabase));
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
process.exit();

function read() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { help: { type: "boolean" }, role: { type: "string" }, team: { type: "string" } },
    });
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n\n${HELP}`);
  }
}

type Values = ReturnType<typeof read>["values"];

async function act(words: string[], values: Values): Promise<void> {
  await loadSecrets();
  console.log(await perform(words, values));
}

async function perform([command, email, ...more]: string[], values: Values): Promise<string> {
  if (command === "list" && !email) return list();
  if (!email || more.length > 0) throw new StartError(HELP);
  if (command === "invite") return inviteBy(email, values);
  if (command === "remove") return removeBy(email);
  throw new StartError(HELP);
}

async function inviteBy(email: string, { role, team }: Values): Promise<string> {
  if (!ROLES.includes(role as Role))
    throw new StartError(`--role must be one of ${ROLES.join(", ")}${role ? `, not ${role}` : ""}.`);
  const teamId = team === undefined ? null : await teamBy(team);
  const invited = await invite("console", { email, role: role as Role, teamId }, now());
  if (!invited.ok) throw new StartError(refusal(invited, email));
  return `${email} may now sign in as ${role}, at ${new URL("/organize/sign-in", env().publicUrl).href}. A mail with a link is on its way.`;
}

function refusal({ reason }: Exclude<Invited, { ok: true }>, email: string): string {
  switch (reason) {
    case "address":
      return `${email} is not an e-mail address.`;
    case "already":
      return `${email} is an organizer already: change the role at the desk, or remove and invite again.`;
    case "role":
    case "team":
      return "A captain needs --team, and nobody else has one.";
  }
}

async function teamBy(slug: string): Promise<string> {
  const found = (await teamChoices("console")).filter((team) => team.slug === slug);
  const [team] = found;
  if (!team) throw new StartError(`There is no team ${slug}.`);
  if (found.length > 1)
    throw new StartError(`Several campaigns have a team ${slug}: invite its captain at the desk.`);
  return team.id;
}

async function removeBy(email: string): Promise<string> {
  const mailbox = readMailbox(email);
  const id = mailbox && (await organizerAt(mailbox.key));
  if (!id) throw new StartError(`${email} is no organizer.`);
  const removed = await remove("console", id);
  if (!removed.ok)
    throw new StartError(
      "There must be another owner first, one who has signed in and set up a second factor if this one has.",
    );
  return `${email} may not sign in any more.`;
}

async function list(): Promise<string> {
  const found = await people("console");
  if (found.length === 0) return "Nobody may sign in yet: npm run organizer -- invite EMAIL --role owner";
  const rows = found.map(({ email, role, team, isEnrolled, seenAt }) => [
    email,
    team ? `${role} of ${team}` : role,
    isEnrolled ? "second factor" : "no second factor",
    seenAt ? `last here ${seenAt.toISOString().slice(0, 16).replace("T", " ")} UTC` : "never here",
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
