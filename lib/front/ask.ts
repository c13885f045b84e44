import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Socket } from "node:net";

export type NextHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;
export type Answer = { status: number; headers: OutgoingHttpHeaders; body: Buffer };

/**
 * Asks Next for an address inside this process, without a socket, and resolves with the whole answer. Rejects when Next
 * throws. `url` is path and query; header names in lower case.
 */
export function ask(
  handle: NextHandler,
  url: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const req = new IncomingMessage(new Socket());
  Object.assign(req, {
    method,
    url,
    httpVersion: "1.1",
    httpVersionMajor: 1,
    httpVersionMinor: 1,
    complete: true,
  });
  req.headers = { ...headers };
  req.rawHeaders = Object.entries(headers).flat();
  req.push(null);
  return new Promise((resolve, reject) => {
    const res = collector(req, (body) =>
      resolve({ status: res.statusCode, headers: res.getHeaders(), body }),
    );
    handle(req, res).catch(reject);
  });
}

/** A response that goes nowhere: it keeps what is written, and hands it over at the end. */
function collector(req: IncomingMessage, done: (body: Buffer) => void): ServerResponse {
  const res = new ServerResponse(req);
  const chunks: Buffer[] = [];
  type Callback = () => void;

  function keep(chunk: unknown, encoding: unknown, callback?: unknown): void {
    if (typeof chunk === "string")
      chunks.push(Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    const after = [chunk, encoding, callback].find((value) => typeof value === "function");
    if (after) process.nextTick(after as Callback);
  }

  res.writeHead = (status: number, ...rest: unknown[]) => {
    res.statusCode = status;
    const given = rest.find((value) => typeof value === "object" && value !== null) ?? {};
    const pairs = Array.isArray(given) ? pairUp(given) : Object.entries(given);
    for (const [name, value] of pairs) res.setHeader(name, value as string);
    return res;
  };
  res.flushHeaders = () => {};
  res.write = (chunk: unknown, encoding?: unknown, callback?: unknown) => {
    keep(chunk, encoding, callback);
    return true;
  };
  res.end = (chunk?: unknown, encoding?: unknown, callback?: unknown) => {
    keep(chunk, encoding, callback);
    // Next waits for these two before it lets go of the request.
    res.emit("finish");
    res.emit("close");
    done(Buffer.concat(chunks));
    return res;
  };
  return res;
}

function pairUp(flat: unknown[]): [string, unknown][] {
  return flat.flatMap((name, index) =>
    index % 2 === 0 ? [[String(name), flat[index + 1]] as [string, unknown]] : [],
  );
}
