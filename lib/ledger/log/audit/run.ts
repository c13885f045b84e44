import { readFileSync } from "node:fs";
import { parseKey } from "../note.ts";
import { auditSite } from "./audit.ts";
import { Broken } from "./findings.ts";
import { fetchHead } from "./head.ts";
import { memoryFile } from "./memory.ts";
import { reportReceipt } from "./receipt.ts";
import { reportAudit } from "./report.ts";
import { siteAt, Unreachable } from "./site.ts";

type Asked = {
  url?: string | undefined;
  state?: string | undefined;
  key?: string | undefined;
  receipt?: string | undefined;
};
type ExitCode = 0 | 1 | 2;

/** The command's ways that need no database. Prints the report; answers the exit code. */
export async function run({ url: address, state, key, receipt }: Asked, help: string): Promise<ExitCode> {
  const url = address === undefined ? null : readAddress(address);
  const isSensible =
    receipt === undefined ? url !== null : url !== null || (key !== undefined && address === undefined);
  if (!isSensible) return complain(help);
  if (key !== undefined && !parseKey(key.trim()))
    return complain("That is no key: it is the one line that /log/key shows, name+number+letters.");
  try {
    return receipt === undefined
      ? await auditUrl(url as URL, { campaign: campaignOf(address), state, key })
      : await auditReceipt(receipt, key ?? (await keyOf(url as URL)));
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return complain(`The audit could not be finished: ${error.message}.`);
  }
}

type How = { campaign: string | undefined; state: string | undefined; key: string | undefined };

async function auditUrl(url: URL, { campaign, state, key }: How): Promise<ExitCode> {
  const file = state ?? memoryFile(url);
  const audit = await auditSite({ url, file, key, campaign, progress: showProgress });
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  console.log(reportAudit(audit, url));
  if (audit.failures.length > 0) return 1;
  return audit.head ? 0 : 2;
}

async function auditReceipt(file: string, key: string | null): Promise<ExitCode> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return complain(`${file} cannot be read.`);
  }
  if (key === null) return complain("The site has no log that is signed.");
  const report = await reportReceipt(text, [key]);
  console.log(report.text);
  return report.ok ? 0 : 1;
}

async function keyOf(url: URL): Promise<string | null> {
  try {
    return (await fetchHead(siteAt(url)))?.keyText ?? null;
  } catch (error) {
    if (error instanceof Broken) return null;
    throw error;
  }
}

function readAddress(text: string): URL | null {
  const url = URL.parse(text.includes("://") ? text : `https://${text}`);
  return url && /^https?:$/.test(url.protocol) ? new URL("/", url) : null;
}

/** The campaign of an address like `https://pledge.example.org/c/sample`. */
function campaignOf(address: string | undefined): string | undefined {
  return /\/c\/([a-z0-9-]+)/.exec(address ?? "")?.[1];
}

function complain(message: string): 2 {
  console.error(message);
  return 2;
}

let told = 0;

function showProgress(done: number, size: number): void {
  if (!process.stderr.isTTY || performance.now() - told < 200) return;
  told = performance.now();
  process.stderr.write(
    `\r\u001b[K${done.toLocaleString("en-US")} of ${size.toLocaleString("en-US")} leaves checked`,
  );
}
