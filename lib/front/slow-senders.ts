import type { IncomingMessage, ServerResponse } from "node:http";

/** Milliseconds for all of a form: the slowest line sends ours in less. */
export const FOR_A_FORM = 30_000;
/** For a file of an organizer: the largest film needs as long on 3 Mbit/s. */
export const FOR_A_FILE = 15 * 60_000;

const UPLOAD = /^\/organize\/(look|imports)\/upload(\?|$)/;

/**
 * Cuts a sender off who takes too long over a form: he holds a connection, never a handler. A file may take its time
 * (the server's own limit), but not any more once it is answered: whoever is nobody is answered at once.
 */
export function watchSender(req: IncomingMessage, res: ServerResponse, patience = FOR_A_FORM): void {
  if (req.headers["content-length"] === undefined && req.headers["transfer-encoding"] === undefined) return;
  let end: NodeJS.Timeout | undefined;
  const begin = () => {
    end = setTimeout(() => req.complete || req.socket.destroy(), patience).unref();
  };
  if (UPLOAD.test(req.url ?? "")) res.once("finish", begin);
  else begin();
  for (const event of ["end", "close"]) req.once(event, () => clearTimeout(end));
}
