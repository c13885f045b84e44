/**
 * The account under which PostgreSQL runs. It refuses to run as root, so root lends it another account, and that
 * account must be able to reach the programs (in node_modules) and the data, even below a private directory such as
 * /root.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { StartError } from "#lib/env.ts";

type Owner = { uid: number; gid: number };

export type Account = {
  /** Whose the cluster's files are; absent when PostgreSQL runs as we do. */
  owner?: Owner;
  /** For `spawn`: the ids to take, or a program that takes them and runs the rest of its arguments. */
  ids?: Owner;
  prefix: string[];
};

/**
 * The account for a cluster at `cluster` (which may not exist yet). Whoever owns an existing cluster keeps it.
 * Throws StartError when root finds no account that reaches the programs and the data.
 */
export function accountFor(cluster: string, programs: string[]): Account {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const owner = ownerOf(cluster) ?? systemAccount();
  const places = [cluster, ...programs].map((path) => dirname(path));
  if (places.every((place) => isReachable(place, owner))) return { owner, ids: owner, prefix: [] };
  return { owner, prefix: capablePrefix(owner, cluster, programs[0] as string) };
}

function ownerOf(cluster: string): Owner | null {
  const found = statSync(cluster, { throwIfNoEntry: false });
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null;
}

/** The system's own `postgres` account, made where it is missing as its packages do. */
function systemAccount(): Owner {
  const known = idsOf("postgres");
  if (known) return known;
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"]);
  const made = idsOf("postgres");
  if (made) return made;
  throw new StartError(
    "PostgreSQL does not run as root and no account named postgres could be made: run as an ordinary user, or set DATABASE_URL.",
  );
}

function idsOf(name: string): Owner | null {
  const id = (flag: string) =>
    Number.parseInt(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }), 10);
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}

/** Can this account pass through a directory and every one above it? */
function isReachable(directory: string, { uid, gid }: Owner): boolean {
  for (let path = realpathSync(directory); ; path = dirname(path)) {
    const { mode, uid: owner, gid: group } = statSync(path);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (path === dirname(path)) return true;
  }
}

/** Below a private directory the account gets one capability more: to pass through directories (capabilities(7)). */
function capablePrefix({ uid, gid }: Owner, cluster: string, program: string): string[] {
  for (const capability of ["dac_read_search", "dac_override"]) {
    // no_setuid_fixup: else access(2), by which initdb looks for postgres, would leave the capability out.
    const ids = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", "--securebits=+no_setuid_fixup"];
    const prefix = [
      "setpriv",
      ...ids,
      `--inh-caps=-all,+${capability}`,
      `--ambient-caps=-all,+${capability}`,
    ];
    if (spawnSync("setpriv", [...prefix.slice(1), program, "--version"]).status === 0) return prefix;
  }
  throw new StartError(
    `PostgreSQL does not run as root, and its account cannot reach ${dirname(cluster)} and ${dirname(program)}: move them out of the private directory, run as an ordinary user, or set DATABASE_URL.`,
  );
}
