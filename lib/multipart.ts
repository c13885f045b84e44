/** A field or file of a form, in the order in which the browser sends them. */
export type Part = {
  name: string;
  /** Null for a field; a file's is what its owner calls it, and empty where none was chosen. */
  filename: string | null;
  /** As it comes. Whatever is left of it is thrown away when the next part is asked for. */
  body: AsyncIterable<Buffer>;
};

/** What was sent is no such form, or broke off in the middle of it. */
export class MalformedForm extends Error {}

/** What the headers of one part may weigh (bytes). */
const HEAD_LIMIT = 8 * 1024;
const END_OF_HEAD = Buffer.from("\r\n\r\n");

/** The boundary of a `multipart/form-data` request (RFC 7578); null for any other type. */
export function boundaryOf(contentType: string | null): string | null {
  const match =
    /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70})(?=[\s;]|$))/i.exec(
      contentType ?? "",
    );
  return match?.[1] ?? match?.[2] ?? null;
}

/**
 * Reads a `multipart/form-data` body part by part, holding no more of it than a chunk, whatever its size. Throws MalformedForm.
 */
export async function* readParts(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const source = body[Symbol.asyncIterator]();
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter has no line before it; with one it is found like the others.
  let kept = Buffer.from("\r\n");
  let isInside = true;

  async function more(): Promise<void> {
    const { value, done } = await source.next();
    if (done) throw new MalformedForm("it ends in the middle");
    kept = Buffer.concat([kept, value]);
  }

  async function* upToDelimiter(): AsyncGenerator<Buffer> {
    while (isInside) {
      const at = kept.indexOf(delimiter);
      // The end of what is here may be the beginning of a delimiter.
      const sure = at >= 0 ? at : Math.max(0, kept.length - delimiter.length + 1);
      const content = kept.subarray(0, sure);
      kept = kept.subarray(at >= 0 ? at + delimiter.length : sure);
      if (at >= 0) isInside = false;
      if (content.length > 0) yield content;
      if (isInside) await more();
    }
  }

  async function skip(): Promise<void> {
    for await (const _ of upToDelimiter());
  }

  await skip();
  for (;;) {
    while (kept.length < 2) await more();
    if (kept.subarray(0, 2).toString("latin1") === "--") return;
    let end = kept.indexOf(END_OF_HEAD);
    while (end < 0) {
      if (kept.length > HEAD_LIMIT) throw new MalformedForm("its headers have no end");
      await more();
      end = kept.indexOf(END_OF_HEAD);
    }
    const head = kept.subarray(0, end).toString("utf8");
    kept = kept.subarray(end + END_OF_HEAD.length);
    isInside = true;
    yield { ...readHead(head), body: upToDelimiter() };
    await skip();
  }
}

/** Browsers write quotation marks and line ends in a name as %22, %0D%0A (HTML, "multipart/form-data encoding algorithm"). */
function readHead(head: string): { name: string; filename: string | null } {
  const line = head.split("\r\n").find((one) => /^content-disposition:\s*form-data\b/i.test(one)) ?? "";
  const [, name] = /;\s*name="([^"]*)"/i.exec(line) ?? [];
  if (name === undefined) throw new MalformedForm("a part without a name");
  return { name, filename: /;\s*filename="([^"]*)"/i.exec(line)?.[1] ?? null };
}
