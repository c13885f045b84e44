import { type ParseArgsConfig, parseArgs } from "node:util";

/** The options of a command; a word that is none ends it with what it understands, and exit code 1. */
export function readOptions<const Config extends ParseArgsConfig>(help: string, config: Config) {
  try {
    return parseArgs(config);
  } catch {
    console.error(help);
    process.exit(1);
  }
}
