import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { type Enrolled, enrol } from "./enrol.ts";
import { addressOf } from "./queries.ts";
import type { SignedIn } from "./sessions.ts";
import { type Shown, showFactor } from "./show-factor.ts";

type Known = { id: string; credentialId: Buffer; publicKey: Buffer; counter: string; transports: string[] };

/** What the browser is asked when a passkey is made for him; `challenge` in it is to be remembered for `addPasskey`. */
export async function passkeyToMake(who: SignedIn): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await passkeysOf(who);
  return generateRegistrationOptions({
    rpName: env().publicUrl.host,
    rpID: env().publicUrl.hostname,
    userName: await addressOf(who),
    userID: new TextEncoder().encode(who.organizerId),
    excludeCredentials: known.map(described),
    // It comes after the link of a mail: that it is there is enough, a key without a PIN too.
    authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
  });
}

/** Takes the passkey that the browser has made for `challenge`. */
export async function addPasskey(
  who: SignedIn,
  { response, challenge, name }: { response: RegistrationResponseJSON; challenge: string; name: string },
  now: Date,
): Promise<Enrolled> {
  const made = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: env().publicUrl.origin,
    expectedRPID: env().publicUrl.hostname,
    requireUserVerification: false,
  }).catch(() => null);
  if (!made?.verified) return { ok: false, reason: "code" };
  const { id, publicKey, counter } = made.registrationInfo.credential;
  return enrol(who, { factor: "passkey" }, now, async (client) => {
    await client.query(
      `INSERT INTO "Passkey" (id, organizer_id, credential_id, public_key, counter, transports, name)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        uuidv7(now),
        who.organizerId,
        Buffer.from(id, "base64url"),
        Buffer.from(publicKey),
        counter,
        response.response.transports ?? [],
        name.slice(0, 60),
      ],
    );
  });
}

/** What the browser is asked when he shows one of his passkeys. */
export async function passkeyToShow(who: SignedIn): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const known = await passkeysOf(who);
  return generateAuthenticationOptions({
    rpID: env().publicUrl.hostname,
    allowCredentials: known.map(described),
    userVerification: "preferred",
  });
}

/** Takes one of his passkeys as his second factor. One that is not his, or does not answer `challenge`, is a wrong code. */
export async function showPasskey(
  who: SignedIn,
  { response, challenge }: { response: AuthenticationResponseJSON; challenge: string },
): Promise<Shown> {
  return showFactor(who, "passkey", async () => {
    const asked = (await passkeysOf(who)).find(
      ({ credentialId }) => credentialId.toString("base64url") === response.id,
    );
    if (!asked) return false;
    const seen = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: env().publicUrl.origin,
      expectedRPID: env().publicUrl.hostname,
      requireUserVerification: false,
      credential: {
        id: response.id,
        publicKey: new Uint8Array(asked.publicKey),
        counter: Number(asked.counter),
      },
    }).catch(() => null);
    if (!seen?.verified) return false;
    // An answer counts once: a key that counts must have counted on.
    const used = await query(
      `UPDATE "Passkey" SET counter = $2, used_at = now() WHERE id = $1 AND (counter < $2 OR $2 = 0) RETURNING 1`,
      [asked.id, seen.authenticationInfo.newCounter],
    );
    return used.length > 0;
  });
}

async function passkeysOf({ organizerId }: SignedIn): Promise<Known[]> {
  return query<Known>(
    `SELECT id, credential_id AS "credentialId", public_key AS "publicKey", counter, transports
     FROM "Passkey" WHERE organizer_id = $1 ORDER BY id`,
    [organizerId],
  );
}

function described({ credentialId, transports }: Known) {
  return { id: credentialId.toString("base64url"), transports };
}
