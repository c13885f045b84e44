/**
 * Preloaded into every child of a start (`node --import`). A supervisor that is killed cannot stop its children: they
 * learn of it by the closing of their channel, stop as if they had been asked to, and are ended from outside when
 * they do not.
 */
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";

/** Seconds in which a child may finish what it has begun. */
const DRAIN = 20;

// Processes that a child forks inherit `--import`, and must be left alone: Next's own workers, for one.
if (process.env.COUNTERSIGN_TETHER === String(process.ppid)) tether();

function tether(): void {
  process.once("disconnect", letGo);
  // The channel alone does not keep a process alive that has nothing left to do.
  process.channel?.unref();
}

function letGo(): void {
  // Whoever read our output is gone too, and the logger would try for ever to get rid of its last line (EPIPE). The
  // lowest free number is what open(2) gives, so the null device takes the place of each.
  for (const output of [1, 2]) {
    closeSync(output);
    openSync("/dev/null", "a");
  }
  const script = `n=0; while kill -0 "$0" && [ $n -lt ${DRAIN} ]; do sleep 1; n=$((n+1)); done; kill -KILL "$0"`;
  spawn("sh", ["-c", script, `${process.pid}`], { detached: true, stdio: "ignore", cwd: "/" }).unref();
  process.kill(process.pid, "SIGTERM");
}
