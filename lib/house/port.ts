/** The port of the web process, asked for before the slow steps of a start. */
import { createServer } from "node:net";
import { StartError } from "#lib/env.ts";

/**
 * Throws StartError where the port is taken. Locally both loopback addresses are asked: a server on one of them only
 * would answer half of the browsers on this machine in our place.
 */
export async function checkPort(port: number, { isLocal }: { isLocal: boolean }): Promise<void> {
  const hosts = isLocal ? ["127.0.0.1", "::1"] : ["::", "0.0.0.0"];
  for (const host of hosts) {
    const code = await tryToListen(port, host);
    if (code === "EADDRINUSE")
      throw new StartError(
        `Port ${port} is taken by another program: stop it, or choose another with PORT=${port + 1}.`,
      );
    if (code === "EACCES")
      throw new StartError(
        `Port ${port} is reserved for root on this system: choose one above 1023 with PORT.`,
      );
  }
}

/** The error code, or null. A machine without IPv6 (EADDRNOTAVAIL, EAFNOSUPPORT) is fine. */
function tryToListen(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/** A port of the IPv4 loopback address that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
