/** A throwaway PostgreSQL server for checks and tests: real, quick, and gone with the process that asked for it. */
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "#lib/postgres.ts";

export type ScratchServer = { url: string; stop(): Promise<void> };

/** Starts a server in a temporary directory, on a free port, that does not wait for the disk. */
export async function startScratchServer(): Promise<ScratchServer> {
  const directory = mkdtempSync(join(tmpdir(), "countersign-"));
  chmodSync(directory, 0o711);
  const server = await startPostgres(directory, { durable: false });
  const endWatch = watch(server.pid, directory);
  return {
    url: server.url,
    async stop() {
      endWatch();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/**
 * A shell that waits for our end of a pipe to close, which the kernel does however we end, and then stops the server.
 * Without it every test run that is killed would leave a server behind.
 */
function watch(pid: number, directory: string): () => void {
  const script = 'read -r line; [ "$line" = done ] || { kill -QUIT "$0"; sleep 1; rm -rf "$1"; }';
  const shell = spawn("sh", ["-c", script, `${pid}`, directory], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.unref();
  return () => shell.stdin.end("done\n");
}
