import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createSecretKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from "node:crypto";
import { query } from "#lib/db.ts";
import { env, StartError } from "#lib/env.ts";

/**
 * A sealed value is: 1 byte format (1) · 4 bytes key id · 12 bytes nonce · ciphertext · 16 bytes tag (AES-256-GCM,
 * NIST SP 800-38D). `context` is authenticated with it, so that a value moved to another row or column does not open.
 */
const FORMAT = 1;
const HEADER = 17;
const TAG = 16;

type Secrets = { pepper: KeyObject; logKey: KeyObject };
const holder = globalThis as typeof globalThis & {
  countersignSecrets?: Promise<Secrets>;
  countersignOpened?: Secrets;
};

/**
 * Opens (and at the very first start makes) the secrets that survive a rotation of APP_SECRET. Await it once before
 * anything else of this module; afterwards it costs nothing. Throws StartError when APP_SECRET is not the one that
 * sealed them.
 */
export async function loadSecrets(): Promise<void> {
  holder.countersignSecrets ??= openSecrets();
  try {
    holder.countersignOpened = await holder.countersignSecrets;
  } catch (error) {
    holder.countersignSecrets = undefined;
    throw error;
  }
}

async function openSecrets(): Promise<Secrets> {
  const [pepper, logKey] = [
    await openSecret("pepper", () => random(32)),
    await openSecret("log-key", newLogKey),
  ];
  return {
    pepper: createSecretKey(pepper),
    logKey: createPrivateKey({ key: logKey, format: "der", type: "pkcs8" }),
  };
}

/** A secret that is made once, by whichever process comes first. */
async function openSecret(name: string, make: () => Buffer): Promise<Buffer> {
  const read = () => query<{ sealed: Buffer }>(`SELECT sealed FROM "Secret" WHERE name = $1`, [name]);
  let [row] = await read();
  if (!row) {
    await query(`INSERT INTO "Secret" (name, sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
      name,
      sealApp("secret", make(), name),
    ]);
    [row] = await read();
  }
  try {
    return unsealApp("secret", row?.sealed ?? Buffer.alloc(0), name);
  } catch {
    throw new StartError(
      "APP_SECRET is not the one that this database was sealed with; start with the earlier secret, or with an empty database.",
    );
  }
}

function newLogKey(): Buffer {
  return generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" });
}

/** HMAC-SHA256 under the pepper: finds a value without keeping it. `purpose` keeps the kinds of keys apart. */
export function lookupKey(
  purpose: "mailbox" | "person" | "name" | "code" | "organizer" | "recovery",
  value: string,
): Buffer {
  return createHmac("sha256", secrets().pepper).update(`${purpose}\0${value}`).digest();
}

/** The Ed25519 key that signs the public log. */
export function logKey(): KeyObject {
  return secrets().logKey;
}

function secrets(): Secrets {
  if (!holder.countersignOpened) throw new Error("loadSecrets() has not been awaited");
  return holder.countersignOpened;
}

// Key objects, made once: turning bytes into a key for each use took a fifth of the time of signing.
const appKeys = new Map<string, KeyObject>();

/** A 32-byte key of APP_SECRET for one purpose (HKDF-SHA256, RFC 5869). */
export function appKey(purpose: string): KeyObject {
  let key = appKeys.get(purpose);
  if (!key) {
    key = createSecretKey(Buffer.from(hkdfSync("sha256", env().appSecret, "countersign", purpose, 32)));
    appKeys.set(purpose, key);
  }
  return key;
}

let appKeyIdMemo: number | undefined;

/** Names the APP_SECRET that a value was sealed under, without telling anything about it. */
function appKeyId(): number {
  appKeyIdMemo ??= createHash("sha256").update(appKey("key-id").export()).digest().readUInt32BE(0);
  return appKeyIdMemo;
}

/** Seals under a key of APP_SECRET. */
export function sealApp(purpose: string, plain: string | Buffer, context: string): Buffer {
  return seal(appKey(purpose), plain, `${purpose}:${context}`, appKeyId());
}

/** Opens what `sealApp` sealed for the same purpose and context. Throws on anything else. */
export function unsealApp(purpose: string, sealed: Buffer, context: string): Buffer {
  return unseal(appKey(purpose), sealed, `${purpose}:${context}`);
}

/** A new data key for one pledge, and the same wrapped under APP_SECRET for keeping. */
export function newDataKey(): { key: KeyObject; wrapped: Buffer } {
  const key = random(32);
  return { key: createSecretKey(key), wrapped: sealApp("data-key", key, "") };
}

/** The data key that was wrapped. Throws when it was wrapped under another secret. */
export function unwrapDataKey(wrapped: Buffer): KeyObject {
  return createSecretKey(unsealApp("data-key", wrapped, ""));
}

/** Seals a value; see the format above. */
export function seal(key: Buffer | KeyObject, plain: string | Buffer, context: string, keyId = 0): Buffer {
  const nonce = random(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(context));
  const head = Buffer.alloc(5);
  head.writeUInt8(FORMAT, 0);
  head.writeUInt32BE(keyId, 1);
  const body = typeof plain === "string" ? cipher.update(plain, "utf8") : cipher.update(plain);
  return Buffer.concat([head, nonce, body, cipher.final(), cipher.getAuthTag()]);
}

/** Opens a sealed value. Throws when it was altered, or sealed with another key or context. */
export function unseal(key: Buffer | KeyObject, sealed: Buffer, context: string): Buffer {
  const value = Buffer.from(sealed);
  if (value.length < HEADER + TAG || value[0] !== FORMAT) throw new Error("not a sealed value");
  const decipher = createDecipheriv("aes-256-gcm", key, value.subarray(5, HEADER));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(value.subarray(value.length - TAG));
  return Buffer.concat([decipher.update(value.subarray(HEADER, value.length - TAG)), decipher.final()]);
}

/** A cookie's value that only this server can read, valid for `maxAgeSeconds` from `now`. */
export function sealCookie(purpose: string, value: object, maxAgeSeconds: number, now: Date): string {
  const until = now.getTime() + maxAgeSeconds * 1000;
  return sealApp("cookie", JSON.stringify({ until, value }), purpose).toString("base64url");
}

/** What `sealCookie` sealed; null when it is absent, altered, expired or of another purpose. */
export function openCookie<T>(purpose: string, text: string | undefined, now: Date): T | null {
  if (!text) return null;
  try {
    const opened = unsealApp("cookie", Buffer.from(text, "base64url"), purpose).toString("utf8");
    const { until, value } = JSON.parse(opened) as { until: number; value: T };
    return until > now.getTime() ? value : null;
  } catch {
    return null;
  }
}

/** A token for a link: 192 random bits, base64url. */
export function randomToken(): string {
  return random(24).toString("base64url");
}

/** How a token is stored. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** A UUID version 7 (RFC 9562 §5.7): its first 48 bits are the time in milliseconds, so that indexes grow at one end. */
export function uuidv7(time: Date): string {
  const bytes = random(16);
  bytes.writeUIntBE(time.getTime(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const reserve = Buffer.alloc(16 * 1024);
let used = reserve.length;

/** Random bytes from the system, fetched in one piece for many uses and wiped once used: a tenth of the time of signing. */
function random(size: number): Buffer {
  if (used + size > reserve.length) {
    randomFillSync(reserve);
    used = 0;
  }
  const taken = Buffer.from(reserve.subarray(used, used + size));
  reserve.fill(0, used, used + size);
  used += size;
  return taken;
}
