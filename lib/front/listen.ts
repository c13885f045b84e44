import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { StartError } from "#lib/env.ts";
import { FOR_A_FILE, watchSender } from "./slow-senders.ts";

/** Milliseconds until what is still in flight is cut off. */
const DRAIN = 15_000;

/** Connections that have not asked for anything yet: browsers open some in advance. */
const silent = new WeakMap<Server, Set<Socket>>();

type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => unknown;
export type Listening = { port: number; stop: () => Promise<void> };

/**
 * Listens on the loopback addresses of both families when `isLocal` (a machine without IPv6 does with one), else on all.
 * Port 0 takes any free one. Throws StartError when the port is taken.
 */
export async function listen(
  listener: RequestListener,
  port: number,
  isLocal: boolean,
  onUpgrade?: Upgrade,
): Promise<Listening> {
  const first = await open(listener, port, isLocal ? "127.0.0.1" : undefined);
  const actual = (first.address() as AddressInfo).port;
  const servers = [first];
  if (isLocal) servers.push(...(await open(listener, actual, "::1").then((server) => [server], withoutIpv6)));
  if (onUpgrade) for (const server of servers) server.on("upgrade", onUpgrade);
  return { port: actual, stop: () => Promise.all(servers.map(drain)).then(() => {}) };
}

function open(listener: RequestListener, port: number, host: string | undefined): Promise<Server> {
  // Headers within 15 s; all of a request as watchSender has it.
  const limits = {
    headersTimeout: 15_000,
    requestTimeout: FOR_A_FILE,
    maxHeaderSize: 16_384,
    keepAliveTimeout: 10_000,
  };
  const server = createServer(limits, (req, res) => {
    // While draining, a busy connection ends with its present answer.
    if (!server.listening) res.shouldKeepAlive = false;
    unasked.delete(req.socket);
    watchSender(req, res);
    listener(req, res);
  });
  const unasked = new Set<Socket>();
  silent.set(server, unasked);
  server.on("connection", (socket) => {
    unasked.add(socket);
    socket.once("close", () => unasked.delete(socket));
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, port)));
    server.listen({ port, host }, () => resolve(server));
  });
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === "EADDRINUSE")
    return new StartError(`Port ${port} is taken by another program; stop it or choose another with PORT.`);
  if (error.code === "EACCES")
    return new StartError(`Port ${port} may not be used by this user; choose one above 1023 with PORT.`);
  return error;
}

function withoutIpv6(error: NodeJS.ErrnoException): Server[] {
  if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") return [];
  throw error;
}

/** Takes no new connection, answers what was asked, and closes each connection as it falls idle. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const sweep = setInterval(() => {
    server.closeIdleConnections();
    // Node takes them for busy until their headers are overdue.
    for (const socket of silent.get(server) ?? []) if (socket.bytesRead === 0) socket.destroy();
  }, 50);
  await Promise.race([closed, wait(DRAIN)]);
  clearInterval(sweep);
  server.closeAllConnections();
}
