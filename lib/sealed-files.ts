import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";

/** How much is read at once: age's own chunk is 64 KiB. */
const CHUNK = 256 * 1024;

/**
 * A key for one file, as age writes it (`AGE-SECRET-KEY-1…`). Whoever deletes it has deleted the file, wherever copies of that
 * may lie.
 */
export function newFileKey(): Promise<string> {
  return generateX25519Identity();
}

/** Writes what comes to a file, encrypted (age, X25519) and readable for nobody but its key. Holds a few chunks, whatever its size. */
export async function writeSealed(
  path: string,
  key: string,
  source: AsyncIterable<Uint8Array>,
): Promise<void> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(key));
  const sealed = await encrypter.encrypt(asStream(source));
  // Opened here and not by the stream: whoever removes what broke off finds it.
  const handle = await open(path, "w", 0o600);
  await pipeline(Readable.fromWeb(sealed as never), handle.createWriteStream());
}

/** What `writeSealed` wrote, as fast as it is taken. Throws where the file is gone, or was changed: then in the middle of it. */
export async function readSealed(path: string, key: string): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(key);
  const file = createReadStream(path, { highWaterMark: CHUNK });
  try {
    return await decrypter.decrypt(asStream(file));
  } catch (error) {
    file.destroy();
    throw error;
  }
}

/** As plain bytes: a Buffer is refused by what age is written with. */
function asStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
