import { Resolver } from "node:dns/promises";
import type { Answer, MailRecords } from "./dns-rules.ts";

/** Milliseconds for one try, and tries: together about as long as somebody waits for a page. */
const TIMEOUT = 2_000;
const TRIES = 2;

/** The selectors that the common mail services use, where nobody has said which one it is. */
const SELECTORS = [
  "default",
  "dkim",
  "mail",
  "smtp",
  "s1",
  "s2",
  "k1",
  "k2",
  "k3",
  "google",
  "selector1",
  "selector2",
  "pm",
  "mandrill",
  "mg",
  "mx",
  "resend",
  "zoho",
  "fm1",
  "fm2",
  "fm3",
  "protonmail",
  "brevo1",
  "brevo2",
];

type Asking = Pick<Resolver, "resolveMx" | "resolveTxt">;

/** Asks the domain's name servers for everything that its mail hangs on. Never rejects. */
export async function lookUpMail(
  domain: string,
  {
    selector,
    resolver = new Resolver({ timeout: TIMEOUT, tries: TRIES }),
  }: { selector?: string | null; resolver?: Asking } = {},
): Promise<MailRecords> {
  const texts = (name: string) => answer(() => resolver.resolveTxt(name).then(joined));
  const [mx, txt, dmarc, dkim] = await Promise.all([
    answer(async () =>
      (await resolver.resolveMx(domain))
        .sort((a, b) => a.priority - b.priority)
        .map(({ exchange }) => exchange),
    ),
    texts(domain),
    policyOf(domain, texts),
    Promise.all(
      (selector ? [selector] : SELECTORS).map(async (one) => ({
        selector: one,
        answer: await texts(`${one}._domainkey.${domain}`),
      })),
    ),
  ]);
  return { domain, mx, txt, dmarc, dkim };
}

/** Of a name below the organization's own, the policy of the organization holds. */
async function policyOf(domain: string, texts: (name: string) => Promise<Answer>): Promise<Answer> {
  const labels = domain.split(".");
  for (let from = 0; from < Math.max(1, labels.length - 1); from++) {
    const found = await texts(`_dmarc.${labels.slice(from).join(".")}`);
    if (!found.ok || found.found.some((record) => /^v=DMARC1/i.test(record))) return found;
  }
  return { ok: true, found: [] };
}

/** A long record comes in pieces of 255 characters. */
function joined(records: string[][]): string[] {
  return records.map((pieces) => pieces.join(""));
}

async function answer(ask: () => Promise<string[]>): Promise<Answer> {
  try {
    return { ok: true, found: await ask() };
  } catch (error) {
    const isNone = ["ENOTFOUND", "ENODATA"].includes((error as { code?: string }).code ?? "");
    return isNone ? { ok: true, found: [] } : { ok: false };
  }
}
