import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { constants, createGunzip, createGzip } from "node:zlib";
import { Decrypter, Encrypter } from "age-encryption";
import { appKey } from "#lib/crypto.ts";
import { BackupUnusable } from "./unusable.ts";

/**
 * What a backup is encrypted to (age, https://age-encryption.org/v1): 256 bits derived from APP_SECRET, which is all that a
 * restore needs. Nobody can guess it, so that stretching it (scrypt, whose work factor is the lowest here) would only cost time.
 */
const WORK_FACTOR = 1;

function passphrase(): string {
  return appKey("backup").export().toString("base64url");
}

/** An archive packed and sealed, as a stream. What goes wrong in it goes wrong in the stream that is answered. */
export async function sealed(archive: AsyncIterable<Buffer>): Promise<Readable> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase());
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  // Most of it is sealed bytes as hexadecimal digits: Huffman codes halve those, and looking for repetitions finds none.
  const packed = pipeline(
    Readable.from(archive, { objectMode: false }),
    createGzip({ strategy: constants.Z_HUFFMAN_ONLY }),
    () => {},
  );
  const stream = await encrypter.encrypt(
    Readable.toWeb(packed) as unknown as globalThis.ReadableStream<Uint8Array>,
  );
  return Readable.fromWeb(stream as unknown as ReadableStream, { objectMode: false });
}

/** The archive of a file that `sealed` made. Throws BackupUnusable for any other, and for one of another APP_SECRET. */
export async function opened(file: string): Promise<Readable> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase());
  const source = Readable.toWeb(createReadStream(file, { highWaterMark: 256 * 1024 }));
  const stream = await decrypter
    .decrypt(source as unknown as globalThis.ReadableStream<Uint8Array>)
    .catch((error: Error & { code?: string }) => {
      if (error.code === "ENOENT") throw new BackupUnusable("missing");
      throw new BackupUnusable(/no identity matched/.test(error.message) ? "secret" : "foreign");
    });
  return pipeline(Readable.fromWeb(stream as unknown as ReadableStream), createGunzip(), () => {});
}
