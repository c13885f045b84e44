import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export type Received = { to: string; from: string; email: Email; raw: string; at: number };

/** Says what the server replies to a command; undefined for its consent. It may take its time. */
type Reply = (address: string) => string | undefined | Promise<string | undefined>;

/** A real SMTP server on a free port that keeps what it accepts. Its replies can be changed while it runs. */
export async function openPostOffice(port = 0) {
  const received: Received[] = [];
  const office = {
    received,
    url: "",
    port: 0,
    onRecipient: undefined as Reply | undefined,
    onData: undefined as Reply | undefined,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
  const answer = async (
    reply: Reply | undefined,
    address: string,
    callback: (error?: Error | null) => void,
  ) => {
    const words = await reply?.(address);
    if (!words) return callback();
    callback(Object.assign(new Error(words.slice(4)), { responseCode: Number(words.slice(0, 3)) }));
  };
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onRcptTo: ({ address }, _session, callback) => void answer(office.onRecipient, address, callback),
    async onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const to = envelope.rcptTo[0]?.address ?? "";
      await answer(office.onData, to, async (error) => {
        if (!error) {
          const raw = Buffer.concat(chunks);
          const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
          received.push({
            to,
            from,
            email: await PostalMime.parse(raw),
            raw: raw.toString("utf8"),
            at: performance.now(),
          });
        }
        callback(error);
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  office.port = (server.server.address() as AddressInfo).port;
  office.url = `smtp://127.0.0.1:${office.port}`;
  return office;
}
