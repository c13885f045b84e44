import { BlockList, isIP } from "node:net";
import { networkOf } from "#lib/networks.ts";
import { isFull, type Share, takeOne } from "./ask-limit-rules.ts";

/** Networks that are remembered at most: more would be somebody's attack on our memory. */
const MOST = 10_000;
const shares = new Map<string, Share>();

/** Of this machine and of the house: here a proxy may stand before all visitors, which would lock everybody out together. */
const near = new BlockList();
for (const [net, bits] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  near.addSubnet(net, bits, "ipv4");
near.addAddress("::1", "ipv6");
near.addSubnet("fc00::", 7, "ipv6");
near.addSubnet("fe80::", 10, "ipv6");

/**
 * Whether a visitor may ask for one more sign-in link: by his /24 or /64, in this process' memory, since an address to try costs
 * us a look into the database and an organizer perhaps a mail. He is answered alike. The caps on mail are the database's
 * (ask-sign-in.sql).
 */
export function mayAsk(visitor: string | null, now: Date): boolean {
  const network = networkOf(visitor, 24, 64);
  if (!visitor || !network || near.check(visitor, isIP(visitor) === 6 ? "ipv6" : "ipv4")) return true;
  const { ok, share } = takeOne(shares.get(network), now.getTime());
  // Put at the end: the first in the map are those who have not asked for longest.
  shares.delete(network);
  shares.set(network, share);
  if (shares.size > MOST) forget(now.getTime());
  return ok;
}

/** Those whose share is whole again; where there are none, whoever asked longest ago. */
function forget(now: number): void {
  for (const [network, share] of shares) if (isFull(share, now)) shares.delete(network);
  for (const network of shares.keys()) {
    if (shares.size <= MOST) return;
    shares.delete(network);
  }
}
