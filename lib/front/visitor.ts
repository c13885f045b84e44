import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import { StartError } from "#lib/env.ts";

/** The header by which the front tells handlers who asks. One that came from outside is always thrown away. */
export const VISITOR_HEADER = "x-visitor-address";

/** The proxies whose word is believed, from CIDRs or single addresses. Throws StartError on anything else. */
export function trustList(cidrs: string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address = "", prefix, ...rest] = cidr.split("/");
    const version = isIP(address);
    const bits = prefix === undefined ? (version === 6 ? 128 : 32) : Number(prefix);
    if (
      !version ||
      !/^\d*$/.test(prefix ?? "") ||
      prefix === "" ||
      rest.length > 0 ||
      bits > (version === 6 ? 128 : 32)
    )
      throw new StartError(
        `TRUSTED_PROXIES is not usable: ${cidr} is not an address or a CIDR like 10.0.0.0/8.`,
      );
    list.addSubnet(address, bits, version === 6 ? "ipv6" : "ipv4");
  }
  return list;
}

/**
 * The address of the person who asks. `X-Forwarded-For` is read from the right, each entry believed only because the one
 * that handed it over is trusted: the first address outside the list is the visitor. What is left of it he may have
 * written himself. Entries that are no address end the walk at the last one that was.
 */
export function visitorAddress(req: IncomingMessage, trusted: BlockList): string {
  let visitor = plainAddress(req.socket.remoteAddress ?? "") ?? "";
  const forwarded = [req.headers["x-forwarded-for"] ?? ""].flat().join(",").split(",");
  while (isTrusted(visitor, trusted) && forwarded.length > 0) {
    const next = plainAddress(forwarded.pop() ?? "");
    if (!next) break;
    visitor = next;
  }
  return visitor;
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && trusted.check(address, version === 6 ? "ipv6" : "ipv4");
}

/** Some proxies add the port or brackets; a dual-stack socket writes IPv4 as `::ffff:192.0.2.1`. */
function plainAddress(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  const bare =
    /^\[([^\]]+)\](:\d+)?$/.exec(trimmed)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(trimmed)?.[1] ?? trimmed;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1] ?? bare;
  return isIP(mapped) ? mapped : null;
}
