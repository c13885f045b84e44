/**
 * The measure: a bare node:http server. It signs with the same SQL statement and values of the same sizes, but checks
 * nothing, encrypts nothing and builds no answer; page and count are the same bytes from memory.
 */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { uuidv7 } from "#lib/crypto.ts";
import { pool } from "#lib/db.ts";
import { wordingId } from "#lib/pledges/consents.ts";

type Body = { type: string; base64: string };

const { rows } = await pool().query<{ id: string }>(`SELECT id FROM "Edition"`);
const edition = rows[0]?.id;
const wording = await wordingId("en");
const bytes = (n: number) => randomBytes(n);
const statement = `SELECT outcome, pledge_id FROM sign_pledge(${Array.from({ length: 30 }, (_, i) => `$${i + 1}`).join(", ")})`;

function values(): unknown[] {
  const now = new Date();
  return [
    uuidv7(now),
    edition,
    bytes(32),
    bytes(32),
    [bytes(32), bytes(32)],
    bytes(65),
    bytes(54),
    bytes(42),
    "example.org",
    1980,
    false,
    "US",
    "US-WI",
    "55079",
    "man",
    "hidden",
    "en",
    1,
    wording,
    false,
    false,
    null,
    null,
    null,
    null,
    uuidv7(now),
    bytes(32),
    bytes(65),
    bytes(32),
    bytes(39),
  ];
}

process.once("message", ({ page, count }: { page: Body; count: Body }) => {
  const fixed = (body: Body) => {
    const data = gzipSync(Buffer.from(body.base64, "base64"));
    return {
      data,
      headers: { "content-type": body.type, "content-encoding": "gzip", "content-length": data.length },
    };
  };
  const answers = new Map([
    ["/c/sample", fixed(page)],
    ["/c/sample/count.json", fixed(count)],
  ]);
  createServer((request, response) => {
    const answer = answers.get(request.url ?? "");
    if (answer) return response.writeHead(200, answer.headers).end(answer.data);
    request
      .on("data", () => {})
      .on("end", () => {
        pool()
          .query({ name: "sign", text: statement, values: values() })
          .then(
            () => response.writeHead(303, { location: "/c/sample/signed" }).end(),
            (error) => response.writeHead(500).end(String(error)),
          );
      });
  }).listen(Number(process.env.PORT), "127.0.0.1");
});
process.once("SIGTERM", () => process.exit(0));
