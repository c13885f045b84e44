import { generateKeyPairSync } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { formatCheckpoint } from "#lib/ledger/log/checkpoint.ts";
import { append, emptyEdge, leafHash, rootOf } from "#lib/ledger/log/merkle.ts";
import { formatKey, rawPublicKey, signNote, verifierKey } from "#lib/ledger/log/note.ts";
import { packEntries } from "#lib/ledger/log/tiles.ts";

const { privateKey } = generateKeyPairSync("ed25519");
const ORIGIN = "liar.example/log";
type Answer = string | Buffer | ((res: ServerResponse) => void);
type Json = Record<string, unknown>;

/** A leaf of one man, or what else it should say. */
export function leafText(change: Json = {}): string {
  const said = {
    v: 1,
    kind: "verified",
    edition: "liar/2026",
    stance: "man",
    evidence: "email",
    place: "KE",
  };
  return JSON.stringify({ ...said, ...change, commitment: "A".repeat(43) });
}

/** A log of fewer than 256 leaves, correctly signed by a key of its own, and the figures that `men` of Kenya come to. */
export function madeUp(leaves: string[], men: number, size = leaves.length): Map<string, Answer> {
  const edge = emptyEdge();
  const hashes = leaves.map((leaf) => leafHash(Buffer.from(leaf)));
  for (const hash of hashes) append(edge, hash);
  const count = { verified: men, supporters: 0, by_evidence: { email: men } };
  const published = { size, through_entry: size, ...count };
  const places = [{ code: "KE", verified: men }];
  const edition = { edition: 2026, ...count, reported: [], origin: { new: men, renewed: 0 } };
  const days = [{ day: "2026-11-23", change: men, total: men }];
  const all = { campaign: "liar", edition: 2026, through_entry: size };
  const text = formatCheckpoint({ origin: ORIGIN, size, root: rootOf(edge), previous: null });
  return new Map<string, Answer>([
    ["/log/key", formatKey(verifierKey(ORIGIN, rawPublicKey(privateKey)))],
    ["/log/checkpoint", signNote(text, ORIGIN, privateKey)],
    [`/log/tile/entries/000.p/${size}`, packEntries(leaves.map((leaf) => Buffer.from(leaf)))],
    [`/log/tile/0/000.p/${size}`, Buffer.concat(hashes)],
    ["/c/liar/count.json", JSON.stringify({ ...all, ...count, published })],
    ["/c/liar/places.json", JSON.stringify({ ...all, places, published: { ...published, places } })],
    ["/c/liar/history.json", JSON.stringify({ campaign: "liar", editions: [{ ...edition, days }] })],
  ]);
}

/** Serves whatever it is given. */
export async function startLyingSite() {
  let answers = new Map<string, Answer>();
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(req.url ?? "");
    const answer = answers.get(req.url ?? "");
    if (typeof answer === "function") return answer(res);
    res.statusCode = answer === undefined ? 404 : 200;
    res.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    asked,
    serve: (next: Map<string, Answer>) => {
      answers = next;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
