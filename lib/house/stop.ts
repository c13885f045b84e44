/** How a start learns that it shall end. */
import { parentOf } from "./processes.ts";

/** Under npm, how often we look whether npm is still there. */
const LOOK = 1_000;

/**
 * From now on SIGINT, SIGTERM and SIGHUP ask to stop instead of ending this process. They may come several times for
 * one Ctrl-C (the terminal signals the whole group, and npm passes on what it gets): the first one counts.
 */
export function untilAskedToStop(): { signal: AbortSignal; asked: Promise<void> } {
  const controller = new AbortController();
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const ask = () => {
    controller.abort();
    resolve();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, ask);
  if (process.env.npm_lifecycle_event) watchParent(ask);
  return { signal: controller.signal, asked };
}

/** A killed npm cannot pass anything on. Its script would run on unseen and keep the port: it stops instead. */
function watchParent(ask: () => void): void {
  const shell = process.ppid;
  const npm = parentOf(shell);
  setInterval(() => {
    if (process.ppid !== shell || parentOf(shell) !== npm) ask();
  }, LOOK).unref();
}
