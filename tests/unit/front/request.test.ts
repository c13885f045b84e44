import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendResponse } from "#lib/front/request.ts";

let answer: () => Response;
const server = createServer((req, res) => void sendResponse(req, res, answer(), { "x-kind": "page" }));
let port = 0;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

test("A film goes out as it is read: its first bytes are there before its last ones are made", async () => {
  let finish = () => {};
  answer = () =>
    new Response(
      new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new Uint8Array([1, 2, 3]));
          finish = () => {
            controller.enqueue(new Uint8Array([4]));
            controller.close();
          };
        },
      }),
      { headers: { "content-type": "video/mp4", "content-length": "4" } },
    );
  const bytes: number[] = [];
  await new Promise<void>((done, failed) => {
    const sent = request({ port, host: "127.0.0.1" }, (res) => {
      expect(res.headers).toMatchObject({ "content-length": "4", "x-kind": "page" });
      res.on("data", (chunk: Buffer) => {
        bytes.push(...chunk);
        if (bytes.length === 3) finish();
      });
      res.on("end", done);
    });
    sent.on("error", failed);
    sent.end();
  });
  expect(bytes).toEqual([1, 2, 3, 4]);
});

test("HEAD says how long a film is, and sends nothing of it", async () => {
  answer = () => new Response(null, { headers: { "content-type": "video/mp4", "content-length": "4000" } });
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: "HEAD" });
  expect(response.headers.get("content-length")).toBe("4000");
});

test("Anything else goes out in one piece, with its length", async () => {
  answer = () => new Response("å", { headers: { "content-type": "text/css" } });
  const response = await fetch(`http://127.0.0.1:${port}/`);
  expect([response.headers.get("content-length"), await response.text()]).toEqual(["2", "å"]);
});
