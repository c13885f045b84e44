import { generateSecret, generateURI, verifySync } from "otplib";

/** Seconds that a code of an authenticator app stands for (RFC 6238), and by how many such steps a phone's clock may be off. */
const PERIOD = 30;
const TOLERANCE = 1;

/** A new secret for an authenticator app: 160 bits in Base32. */
export function newAppSecret(): string {
  return generateSecret();
}

/** What the QR code holds. The site's name tells the entries of the app apart. */
export function appUri(secret: string, { site, address }: { site: string; address: string }): string {
  return generateURI({ issuer: site, label: address, secret });
}

/**
 * The time step that a code belongs to, when it is one of this secret's around now and later than the last one taken; null
 * otherwise. That it is taken only once is for the caller to store.
 */
export function stepOf(
  secret: string,
  code: string,
  { now, after }: { now: Date; after: bigint | null },
): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const epoch = Math.floor(now.getTime() / 1_000);
  // Whole steps: a tolerance in seconds would reach less far at one end of a step than at the other.
  for (let step = -TOLERANCE; step <= TOLERANCE; step++) {
    const at = Math.floor(epoch / PERIOD) + step;
    const isRight = verifySync({ secret, token: code, epoch: at * PERIOD }).valid;
    if (isRight && (after === null || BigInt(at) > after)) return at;
  }
  return null;
}
