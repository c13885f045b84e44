import { configure, ZipWriter } from "@zip.js/zip.js";

// Workers are for browsers: here it would start none, and look for their script.
configure({ useWebWorkers: false });

/**
 * One file in a ZIP archive, encrypted with AES-256 under a passphrase (WinZip's AE-2, which 7-Zip, WinZip and macOS' Keka open; the
 * archive programs that came with Windows and macOS do not). As fast as it is taken. One of more than 4 GB must be said to be `isHuge`:
 * it then has the headers of ZIP64, which 7-Zip 16 opens, but with a complaint.
 */
export function zipped(
  name: string,
  source: ReadableStream<Uint8Array>,
  { passphrase, at, isHuge = false }: { passphrase: string; at: Date; isHuge?: boolean },
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const zip = new ZipWriter(writable, { zip64: isHuge });
  void zip
    .add(name, source, { password: passphrase, encryptionStrength: 3, lastModDate: at, level: 6 })
    .then(() => zip.close())
    .catch((error) => writable.abort(error).catch(() => {}));
  return readable;
}
