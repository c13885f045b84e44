import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { findHot } from "#lib/front/hot.ts";

/** Alters what is served at a path: gets the honest bytes (null for 404), answers what goes out. */
export type Liar = (path: string, honest: Buffer | null) => Buffer | null;

/** A site that answers its hot addresses by the real handlers, as the front does, and may lie. */
export async function startLogSite(): Promise<{
  url: URL;
  lie: (liar: Liar) => void;
  asked: Set<string>;
  stop: () => void;
}> {
  let liar: Liar = (_, honest) => honest;
  const asked = new Set<string>();
  const server: Server = createServer(async (req, res) => {
    const path = req.url ?? "/";
    asked.add(path);
    const found = findHot("GET", path);
    const answer =
      found && "hot" in found
        ? await found.hot.handler(new Request(`http://localhost${path}`), found.params)
        : null;
    const honest = answer?.ok ? Buffer.from(await answer.arrayBuffer()) : null;
    const body = liar(path, honest);
    res.statusCode = body ? 200 : 404;
    res.end(body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/`),
    lie: (next) => {
      liar = next;
    },
    asked,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
