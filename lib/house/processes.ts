/**
 * What the operating system knows about a process number. A number alone proves nothing: it is used again, and in
 * containers soon. `/proc` is asked first because small images have no `ps`.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const hasProc = existsSync("/proc/self/stat");

/**
 * A text that stays the same as long as a process lives and that no later process of the same number shares;
 * null where none runs. A zombie counts as gone: in a container nobody may ever reap it.
 */
export function birthMark(pid: number): string | null {
  if (!hasProc) return ps(pid, "lstart");
  const stat = statOf(pid);
  return stat === null || stat[0] === "Z" ? null : `${stat[19]}`;
}

/** The number of the process that started this one, or that took it over when the former ended. */
export function parentOf(pid: number): number | null {
  const parent = hasProc ? statOf(pid)?.[1] : ps(pid, "ppid");
  return parent ? Number(parent) : null;
}

/** Does this process serve the PostgreSQL cluster in `directory`? PostgreSQL works inside its data directory. */
export function servesCluster(pid: number, directory: string): boolean {
  if (birthMark(pid) === null) return false;
  if (!hasProc) return (ps(pid, "command") ?? "").includes(directory);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory;
  } catch {
    // Another account's process: only its name may be read.
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres";
  }
}

/** Waits until a process is gone; false when it still runs after `milliseconds`. */
export async function isGoneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (birthMark(pid) !== null) {
    if (performance.now() > end) return false;
    await wait(25);
  }
  return true;
}

/** Sends a signal and does not mind that the process has ended meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The fields of proc_pid_stat(5) from the third, `state`, on. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name and may hold spaces and brackets: count from behind it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

function ps(pid: number, column: string): string | null {
  try {
    return execFileSync("ps", ["-o", `${column}=`, "-p", `${pid}`], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}
