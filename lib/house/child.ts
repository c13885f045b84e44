/** One child process of a start: kept running, heard, and stopped in order. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { StartError } from "#lib/env.ts";
import type { Console } from "./console.ts";

/** A child that lived this long starts with a clean slate: its next restart waits one second again. */
const SETTLED = 60_000;
const LONGEST_PAUSE = 30_000;
const TETHER = new URL("./tether.ts", import.meta.url).href;

export type Child = {
  /** Rejects with the child's own words when it ends before `settle`. */
  failed: Promise<never>;
  /** From now on a child that ends is started again. */
  settle(): void;
  /** SIGTERM, and SIGKILL when it has not drained within `milliseconds`. */
  stop(milliseconds: number): Promise<void>;
};

/**
 * Starts `node file` and keeps it running. It is in a session of its own, so that Ctrl-C at the terminal reaches the
 * supervisor alone, and holds a channel to us, by whose closing it learns that we were killed.
 */
export function keepRunning(name: string, args: string[], env: NodeJS.ProcessEnv, log: Console): Child {
  let child: ChildProcess;
  let isSettled = false;
  let isStopping = false;
  let pause = 1_000;
  let restart: NodeJS.Timeout | undefined;
  let ended: Promise<void>;
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => {});

  const start = () => {
    const born = performance.now();
    const words: string[] = [];
    child = spawnNode(["--import", TETHER, ...args], { ...env, COUNTERSIGN_TETHER: String(process.pid) });
    relayLines(child, (line, isError) => {
      if (isError) words.push(line);
      // Before it has settled its complaint becomes our own last sentence.
      if (isSettled || !isError) log.relay(name, line);
    });
    ended = new Promise((resolve) => {
      child.once("close", (code, signal) => {
        resolve();
        if (isStopping) return;
        const how = signal ?? `code ${code}`;
        if (!isSettled)
          return reject(new StartError(words.join("\n") || `The ${name} process ended at once (${how}).`));
        if (performance.now() - born > SETTLED) pause = 1_000;
        log.warn(`The ${name} process ended (${how}): starting it again in ${pause / 1_000} s.`);
        restart = setTimeout(start, pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      });
    });
  };
  start();

  return {
    failed,
    settle() {
      isSettled = true;
    },
    async stop(milliseconds) {
      isStopping = true;
      clearTimeout(restart);
      child.kill("SIGTERM");
      const impatience = setTimeout(() => {
        log.warn(`The ${name} process did not finish within ${milliseconds / 1_000} s: ending it.`);
        child.kill("SIGKILL");
      }, milliseconds);
      await ended;
      clearTimeout(impatience);
    },
  };
}

/** Runs `node …` to its end and returns what it said; throws StartError with its words when it fails. */
export async function runToEnd(
  args: string[],
  options: {
    env: NodeJS.ProcessEnv;
    signal: AbortSignal;
    onLine?: (line: string) => void;
    onMessage?: (message: unknown) => void;
  },
): Promise<void> {
  options.signal.throwIfAborted();
  const child = spawnNode(args, options.env);
  const words: string[] = [];
  relayLines(child, (line, isError) => {
    words.push(line);
    if (!isError) options.onLine?.(line);
  });
  child.on("message", (message) => options.onMessage?.(message));
  // The whole group: a build has workers of its own.
  const abort = () => child.pid && process.kill(-child.pid, "SIGTERM");
  options.signal.addEventListener("abort", abort, { once: true });
  const code = await new Promise((resolve) => child.once("close", resolve));
  options.signal.removeEventListener("abort", abort);
  options.signal.throwIfAborted();
  if (code !== 0) throw new StartError(words.slice(-40).join("\n") || `${args.join(" ")} failed (${code}).`);
}

function spawnNode(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const cwd = `${import.meta.dirname}/../..`;
  return spawn(process.execPath, args, {
    cwd,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

function relayLines(child: ChildProcess, hear: (line: string, isError: boolean) => void): void {
  if (child.stdout) createInterface({ input: child.stdout }).on("line", (line) => hear(line, false));
  if (child.stderr) createInterface({ input: child.stderr }).on("line", (line) => hear(line, true));
}
