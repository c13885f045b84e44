import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { watchSender } from "#lib/front/slow-senders.ts";

const PATIENCE = 100;
let server: Server;
let port = 0;

beforeAll(async () => {
  server = createServer(async (req, res) => {
    watchSender(req, res, PATIENCE);
    if (req.url?.endsWith("?nobody")) return res.end("who are you");
    let size = 0;
    try {
      for await (const chunk of req) size += chunk.length;
      res.end(`all ${size}`);
    } catch {
      // He was cut off.
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends the head of a post and the first of its two bytes. */
async function begins(path: string): Promise<{ socket: Socket; closed: Promise<string> }> {
  const socket = connect(port, "127.0.0.1");
  await new Promise((resolve) => socket.once("connect", resolve));
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.on("error", () => {});
  const closed = new Promise<string>((resolve) => socket.once("close", () => resolve(answer)));
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na`);
  return { socket, closed };
}

test("Whoever dawdles over a form is cut off, whoever brings a file is waited for", async () => {
  const film = await begins("/organize/look/upload");
  const list = await begins("/organize/imports/upload?campaign=sample");
  const form = await begins("/c/sample/sign");
  expect(await form.closed).toBe("");
  for (const { socket, closed } of [film, list]) {
    expect(socket.closed).toBe(false);
    socket.end("b");
    expect(await closed).toContain("all 2");
  }
});

test("A file that was answered already is not waited for", async () => {
  const { closed } = await begins("/organize/look/upload?nobody");
  expect(await closed).toContain("who are you");
});
