import { statfs } from "node:fs/promises";
import { env } from "#lib/env.ts";
import { commit, VERSION } from "#lib/version.ts";
import { demand, type Scope } from "../scope.ts";

export type Machine = {
  version: string;
  commit: string | null;
  node: string;
  /** Of the disk that DATA_DIR is on, in bytes; null where the system does not tell. */
  disk: { free: number; size: number } | null;
  dataDir: string;
  /** APP_SECRET is a file in DATA_DIR: with the directory it is lost, and every backup with it. */
  secretIsHere: boolean;
};

export async function machineOf(scope: Scope): Promise<Machine> {
  demand(scope, "health.read");
  const { dataDir } = env();
  const disk = await statfs(dataDir).then(
    ({ bsize, bavail, blocks }) => ({ free: bsize * bavail, size: bsize * blocks }),
    () => null,
  );
  const secretIsHere = !process.env.APP_SECRET;
  return { version: VERSION, commit: commit(), node: process.versions.node, disk, dataDir, secretIsHere };
}
