/**
 * The inside of a backup is a tar file (POSIX ustar), so that `age -d FILE | tar xz` opens one without this program. What is
 * longer than a part is cut into members NAME/00000001, NAME/00000002, …: tar wants to know a size before the bytes come, and a
 * table does not know its own.
 */
const BLOCK = 512;

/** Bytes of a part at most. A member is held in memory by whoever reads it. */
export const PART = 1024 * 1024;

/** A member, header and padding included. `name` has at most 100 characters, ASCII. */
export function member(name: string, data: Buffer, at: Date): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, offset: number, width: number) =>
    header.write(`${value.toString(8).padStart(width - 1, "0")}\0`, offset, "latin1");
  if (Buffer.byteLength(name) > 100) throw new Error(`a name too long for the archive: ${name}`);
  header.write(name, 0, "latin1");
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(data.length, 124, 12);
  octal(Math.floor(at.getTime() / 1_000), 136, 12);
  header.write("0", 156, "latin1");
  header.write("ustar\x0000", 257, "latin1");
  header.write(`${checksum(header).toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return Buffer.concat([header, data, Buffer.alloc(padding(data.length))]);
}

/** What stands after the last member. */
export const END = Buffer.alloc(2 * BLOCK);

export type Member = { name: string; data: Buffer };

/** The members of an archive. Throws where it is none, or ends too soon. */
export async function* members(archive: AsyncIterable<Buffer>): AsyncGenerator<Member> {
  const take = taker(archive);
  for (;;) {
    const header = await take(BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const said = Number.parseInt(header.toString("latin1", 148, 154), 8);
    const size = Number.parseInt(header.toString("latin1", 124, 135), 8);
    if (said !== checksum(header) || !(size >= 0 && size <= 64 * PART))
      throw new Error("not an archive of ours");
    const name = header.toString("latin1", 0, 100).replace(/\0.*$/s, "");
    const data = await take(size);
    await take(padding(size));
    yield { name, data };
  }
}

/** The sum of the header's bytes, those of the sum itself read as spaces. */
function checksum(header: Buffer): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** Takes so many bytes off a stream at a time. */
function taker(stream: AsyncIterable<Buffer>): (size: number) => Promise<Buffer> {
  const chunks = stream[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let length = 0;
  return async (size) => {
    while (length < size) {
      const { value, done } = await chunks.next();
      if (done) throw new Error("the archive ends too soon");
      held.push(value);
      length += value.length;
    }
    const all = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held);
    held = [all.subarray(size)];
    length -= size;
    return all.subarray(0, size);
  };
}
