import type { Machine } from "./machine.ts";
import type { Work } from "./work.ts";

export type Trouble = "worker" | "mail" | "jobs" | "reconciliation" | "backup" | "disk";

/** Seconds after which the tallier, and a mail that is due, are late. */
const LATE = { tallier: 30, mail: 600 };
/** Bytes and part of the disk below which it is nearly full. */
const LOW = { free: 2e9, share: 0.05 };

export type Looked = {
  work: Pick<Work, "tallierLag" | "mailDue" | "jobs" | "reconciliation">;
  disk: Machine["disk"];
  backupIsOverdue: boolean;
};

/** What somebody has to look after, the most pressing first. */
export function troubles({ work, disk, backupIsOverdue }: Looked): Trouble[] {
  const found: Record<Trouble, boolean> = {
    worker: work.tallierLag > LATE.tallier,
    disk: disk !== null && (disk.free < LOW.free || disk.free < LOW.share * disk.size),
    backup: backupIsOverdue,
    mail: (work.mailDue ?? 0) > LATE.mail,
    reconciliation: (work.reconciliation?.found ?? 0) > 0,
    jobs: (work.jobs?.failed.length ?? 0) > 0,
  };
  return (Object.keys(found) as Trouble[]).filter((trouble) => found[trouble]);
}
