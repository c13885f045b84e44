/** `npm run audit`: checks the count from outside, a receipt, or the database from inside. */
import { parseArgs } from "node:util";

const HELP = `npm run audit -- URL                   checks the public log of a campaign's site and the figures that it shows, from
                                       outside: https://pledge.example.org, http://localhost:3000
  --state FILE                         where the last good head is remembered (~/.countersign-audit/HOST.json)
  --key KEY                            the only key to accept, as /log/key has it

npm run audit -- --receipt FILE --key KEY   checks a receipt, without any connection
npm run audit -- --receipt FILE URL         the same with the key that the site has now

npm run audit -- --database            compares tallies, ledger, signatures and log in the database
  --repair                             rebuilds tallies that are wrong

The first three need Node 22.18 or newer and these files, no packages and no database: node scripts/audit.ts URL
Exit code: 0 all is well, 1 something is wrong, 2 it could not be found out. docs/audit.md says what it proves.`;

const options = read();
// Each way loads its own code: from outside, nothing of packages and databases may be needed.
if (options === null || options.values.help) {
  console.log(HELP);
  process.exitCode = options === null ? 2 : 0;
} else if (options.values.database) {
  const { run } = await import("#lib/house/audit-database.ts");
  process.exit(await run({ repair: options.values.repair ?? false }));
} else {
  const { run } = await import("#lib/ledger/log/audit/run.ts");
  process.exitCode = await run({ ...options.values, url: options.positionals[0] }, HELP);
}

/** What was asked for; null when that makes no sense. */
function read() {
  try {
    const parsed = parseArgs({
      allowPositionals: true,
      options: {
        help: { type: "boolean" },
        state: { type: "string" },
        key: { type: "string" },
        receipt: { type: "string" },
        database: { type: "boolean" },
        repair: { type: "boolean" },
      },
    });
    return parsed.positionals.length > (parsed.values.database ? 0 : 1) ? null : parsed;
  } catch {
    return null;
  }
}
