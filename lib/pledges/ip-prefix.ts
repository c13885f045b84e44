import { networkOf } from "#lib/networks.ts";

/**
 * What is kept of a visitor's address, for 30 days: the /24 of an IPv4, the /48 of an IPv6 address, as CIDR; null for
 * anything else. Neither tells a household.
 */
export function ipPrefix(address: string | null): string | null {
  return networkOf(address, 24, 48);
}
