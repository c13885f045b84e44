/** The direction of imports (docs/architecture.md), as rules over paths. */
import { posix } from "node:path";

export type Violation = { line: number; specifier: string; rule: string };

const DATABASE = /^(lib\/db\.ts|lib\/generated\/.*|pg|pg-boss|@prisma\/.*)$/;
const HAS_DATABASE = /^(lib|scripts|prisma|tests|bench)\/|^server\.ts$/;
const NEXT = /^(next|next-auth)(\/|$)/;
/** The last line of a static import or export, or a dynamic import; not a line of a test that quotes one. */
const SOURCE = /^(?:(?:import|export|\}).*\bfrom |import )["']([^"']+)["']|\bimport\(["']([^"']+)["']\)/;

/** The nouns in their order, from the block ```import-order of docs/architecture.md: each may import those above it. */
export function importOrder(architecture: string): string[] {
  const block = architecture.match(/```import-order\n([\s\S]*?)```/)?.[1] ?? "";
  return block.split(/\s+/).filter(Boolean);
}

/** The imports in a file (`path` from the project's root, with slashes) that run against the direction. */
export function violations(path: string, text: string, order: string[]): Violation[] {
  return text.split("\n").flatMap((content, index) => {
    const [, still, dynamic] = content.match(SOURCE) ?? [];
    const specifier = still ?? dynamic;
    const rule = specifier && broken(path, resolve(path, specifier), order);
    return specifier && rule ? [{ line: index + 1, specifier, rule }] : [];
  });
}

/** `#lib/x.ts` and `../lib/x.ts` become `lib/x.ts`; packages stay as they are. */
function resolve(path: string, specifier: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1);
  return specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : specifier;
}

function broken(from: string, to: string, order: string[]): string | null {
  const [area] = from.split("/");
  const target = to.split("/")[0] as string;
  const mayNext = area === "app" || from === "lib/organizers/session.ts" || /^next\.config\./.test(from);
  if (NEXT.test(to) && !mayNext && !(from === "server.ts" && to === "next"))
    return "only app/ and lib/organizers/session.ts import next and next-auth";
  if (DATABASE.test(to) && !HAS_DATABASE.test(from) && from !== "prisma.config.ts")
    return "only lib/ touches the database";
  if (area === "components" && (target === "app" || nounOf(to)))
    return "components import no noun and nothing of app/";
  if (area === "lib" && ["app", "components", "scripts", "tests", "bench"].includes(target))
    return "lib imports neither app/ nor components/";
  const [own, other] = [nounOf(from), nounOf(to)];
  if (area !== "lib" || !own || !other || own === other) return null;
  const missing = [own, other].find((noun) => !order.includes(noun));
  if (missing) return `the import order in docs/architecture.md does not list ${missing}`;
  return order.indexOf(other) < order.indexOf(own)
    ? null
    : `${own} stands above ${other} in the import order`;
}

/** The folder of lib/ that a path is in; generated code is no noun. */
function nounOf(path: string): string | null {
  const noun = path.match(/^lib\/([^/]+)\//)?.[1];
  return noun && noun !== "generated" ? noun : null;
}
