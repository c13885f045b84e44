/**
 * Why a file cannot be restored: it is not there, was sealed with another APP_SECRET, is none of ours, is damaged or cut off, or was
 * made by a version of the program that this one does not know.
 */
export type Unusable = "missing" | "secret" | "foreign" | "damaged" | "version";

export class BackupUnusable extends Error {
  reason: Unusable;
  constructor(reason: Unusable, detail = "") {
    super(`the backup cannot be used: ${reason}${detail && ` (${detail})`}`);
    this.reason = reason;
  }
}
