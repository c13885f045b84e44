import { isIP } from "node:net";

/**
 * The network that an address stands in, as CIDR, by prefixes of whole bytes (IPv4) and whole groups of 16 bits (IPv6);
 * null for what is no address. An IPv4 address that is written as IPv6 counts as itself.
 */
export function networkOf(address: string | null, bits4: 24 | 32, bits6: 48 | 64): string | null {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "") ?? "";
  if (isIP(plain) === 4) {
    const bytes = plain.split(".").map((byte, index) => (index < bits4 / 8 ? byte : "0"));
    return `${bytes.join(".")}/${bits4}`;
  }
  if (isIP(plain) !== 6) return null;
  const [head = "", tail] = plain.toLowerCase().split("::");
  const front = head ? head.split(":") : [];
  const back = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(zeros).fill("0"), ...back].slice(0, bits6 / 16);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/${bits6}`;
}
