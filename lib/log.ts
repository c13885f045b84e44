import pino from "pino";

const LEVELS = { ...pino.levels.values, silent: Number.POSITIVE_INFINITY };

/**
 * The structured log: JSON lines on stdout. It carries ids, codes and counts, never an address, a name, a token or a
 * path that holds one.
 */
export const log = pino({
  // A level that does not exist is env()'s to refuse, in a sentence; pino would throw while modules load.
  level: (process.env.LOG_LEVEL ?? "") in LEVELS ? process.env.LOG_LEVEL : "info",
  base: { process: process.env.PROCESS_NAME || "countersign" },
  formatters: { level: (label) => ({ level: label }) },
  timestamp: pino.stdTimeFunctions.isoTime,
});
