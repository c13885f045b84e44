import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { checkPort } from "#lib/house/port.ts";

test("a port that anybody has on this machine's loopback address is refused in one sentence", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await expect(checkPort(port, { isLocal: true })).rejects.toThrow(
    `Port ${port} is taken by another program`,
  );
  await expect(checkPort(port, { isLocal: false })).rejects.toThrow("is taken");
  server.close();
  await once(server, "close");
  await checkPort(port, { isLocal: true });
  await checkPort(port, { isLocal: false });
});
