import { publicKeyOf } from "./keys.ts";
import { leafProof } from "./proofs.ts";
import { publishedHead, tileOf } from "./queries.ts";
import { parseTilePath } from "./tiles.ts";

type Params = Record<string, string>;

/** A checkpoint is replaced by the next, so nobody keeps it for long (tlog-tiles: a few seconds). */
const SHORTLY = "public, max-age=0, s-maxage=5";
const FOREVER = "public, max-age=31536000, immutable";
/** What there is not may come to be with the next checkpoint. */
const MISSING = "public, max-age=5";

/** GET /log/checkpoint: the signed head (C2SP tlog-checkpoint). */
export async function getCheckpoint(): Promise<Response> {
  const head = await publishedHead();
  return head ? answer(head.note, TEXT, SHORTLY) : missing();
}

/** GET /log/key: what checks its signature (C2SP signed-note, verifier key). */
export async function getKey(): Promise<Response> {
  const head = await publishedHead();
  return head ? answer(`${await publicKeyOf(head.origin)}\n`, TEXT, SHORTLY) : missing();
}

/** GET /log/tile/LEVEL/INDEX[.p/WIDTH] and /log/tile/entries/…: hashes or leaves (C2SP tlog-tiles). */
export async function getTile(_request: Request, { tile = "" }: Params): Promise<Response> {
  const asked = parseTilePath(tile);
  const head = asked && (await publishedHead());
  const data = head && (await tileOf(head, asked.level, asked.index, asked.width));
  return data ? answer(new Uint8Array(data), "application/octet-stream", FOREVER) : missing();
}

/** GET /log/proof/INDEX: that the leaf stands under the current checkpoint (C2SP tlog-proof). */
export async function getProof(_request: Request, { index = "" }: Params): Promise<Response> {
  const proof = /^(0|[1-9]\d{0,14})$/.test(index) ? await leafProof(Number(index)) : null;
  return proof === null ? missing() : answer(proof, TEXT, SHORTLY);
}

const TEXT = "text/plain; charset=utf-8";

function missing(): Response {
  return answer("There is no such thing in the published log.\n", TEXT, MISSING, 404);
}

function answer(
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  caching: string,
  status = 200,
): Response {
  return new Response(body, {
    status,
    headers: {
      "content-type": type,
      "cache-control": caching,
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    },
  });
}
