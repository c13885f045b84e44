import nodemailer from "nodemailer";
import { isLoopback } from "#lib/env.ts";
import type { Letter } from "./letter.ts";

const CONNECTIONS = 5;
/** After this an attempt is given up, whatever the server does: well below the life of a claim (outbox.ts). */
const ATTEMPT = 60_000;

/** Letters to the mail server at `url`, over a few connections that stay open. */
export function openSmtp(url: string) {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    // A connection may die while it idles: once more on a new one is enough, the rest is the queue's business.
    maxRequeues: 1,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    // A relay on this machine has a certificate of its own making, and nobody in between.
    tls: { rejectUnauthorized: !isLoopback(new URL(url).hostname) },
  });
  // A pool without a listener would end the process when an idle connection breaks.
  transport.on("error", () => {});
  return {
    // More in hand than connections, so that none of them waits for the database.
    atOnce: CONNECTIONS * 4,
    async carry({ to, from, subject, text, html, headers }: Letter): Promise<void> {
      await transport.sendMail({
        from,
        // As an object the address is never parsed, whatever was typed.
        to: { name: "", address: to },
        subject,
        text,
        html,
        headers,
        signal: AbortSignal.timeout(ATTEMPT),
      });
    },
    close(): void {
      transport.close();
    },
  };
}
