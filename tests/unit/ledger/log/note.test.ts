import { createPrivateKey, createPublicKey } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCheckpoint, parseCheckpoint, parseHead } from "#lib/ledger/log/checkpoint.ts";
import {
  formatKey,
  openNote,
  parseKey,
  rawPublicKey,
  signNote,
  splitNote,
  verifierKey,
} from "#lib/ledger/log/note.ts";

/** The first test vector of RFC 8032 §7.1. */
const privateKey = createPrivateKey({
  key: Buffer.from(
    "302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "hex",
  ),
  format: "der",
  type: "pkcs8",
});
const key = verifierKey("example.org/log", rawPublicKey(privateKey));
const root = Buffer.alloc(32, 7);
const text = formatCheckpoint({ origin: "example.org/log", size: 12, root, previous: null });
const note = signNote(text, "example.org/log", privateKey);

describe("a signed note", () => {
  it("of the reference implementation is opened with its key", () => {
    const neumann = parseKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    const said =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const signed = `${said}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
    if (!neumann) expect.fail("the key was not read");
    expect(openNote(signed, neumann)).toBe(said);
    expect(openNote(signed.replace("know", "knew"), neumann)).toBeNull();
  });

  it("of the specification, with empty lines and other letters in its text, is split", () => {
    const verse =
      "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n";
    const signed = `${verse}\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n`;
    const parts = splitNote(signed);
    expect(parts?.text).toBe(verse);
    expect(parts?.signatures).toEqual([{ name: "quasimodo.example/salvatore", bytes: expect.any(Buffer) }]);
    expect(parts?.signatures[0]?.bytes.subarray(0, 4).toString("hex")).toBe("367ba04b");
  });

  it("of ours is opened by its key and by no other", () => {
    expect(openNote(note, key)).toBe(text);
    expect(openNote(note, verifierKey("example.org/other", key.publicKey))).toBeNull();
    expect(openNote(note, verifierKey("example.org/log", Buffer.alloc(32, 1)))).toBeNull();
  });

  it("is opened beside the signatures of others, and not where one of ours is wrong", () => {
    const witness = "— witness.example mJirIklj4S5vUFgwOE5zeQ==\n";
    expect(openNote(note + witness, key)).toBe(text);
    const forged = `— example.org/log ${Buffer.concat([key.id, Buffer.alloc(64)]).toString("base64")}\n`;
    expect(openNote(note + forged, key)).toBeNull();
    expect(openNote(`${text}\n${forged}`, key)).toBeNull();
    expect(openNote(`${text}\n${witness}`, key)).toBeNull();
  });

  it.each([
    ["nothing", ""],
    ["no signature", `${text}\n`],
    ["no empty line", note.replace("\n\n", "\n")],
    ["no end of the last line", note.slice(0, -1)],
    ["a carriage return", note.replaceAll("\n", "\r\n")],
    ["a hyphen for the dash", note.replace("—", "-")],
    ["a tab", note.replace("12\n", "12\t\n")],
    ["a signature that is not base64", note.replace(/.{4}\n$/, "*===\n")],
    ["a signature in loose base64", note.replace(/=\n$/, "\n")],
    ["a signature of nothing but a key id", `${text}\n— example.org/log AAAAAA==\n`],
    ["a plus in the name", note.replace("— example.org/log", "— example.org+log")],
    ["half a character", note.replace("12\n", "12\ud800\n")],
  ])("is refused with %s", (_, broken) => {
    expect(splitNote(broken)).toBeNull();
    expect(openNote(broken, key)).toBeNull();
  });

  it("is refused with any byte of it altered", () => {
    const bytes = Buffer.from(note);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = Buffer.from(bytes);
        altered[at] = (altered[at] as number) ^ change;
        return openNote(altered.toString("utf8"), key) === null;
      }),
      { numRuns: 500 },
    );
  });
});

describe("a key", () => {
  it("is read as it is written", () => {
    expect(parseKey(formatKey(key))).toEqual(key);
    expect(formatKey(key)).toMatch(/^example\.org\/log\+[0-9a-f]{8}\+A[A-Za-z0-9+/]{43}$/);
    const golang = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    expect(formatKey(parseKey(golang) ?? key)).toBe(golang);
    expect(rawPublicKey(createPublicKey(privateKey))).toEqual(key.publicKey);
  });

  it.each([
    "",
    "a+b",
    "example.org/log+00000000+AdcSfkSGgDpC",
    formatKey(key).replace("log", "lag"),
    ` ${formatKey(key)}`,
  ])("%j is refused", (wrong) => {
    expect(parseKey(wrong)).toBeNull();
  });
});

describe("a checkpoint", () => {
  const previous = { origin: "example.org/log", size: 12, root };

  it("is read as it is written, with the log before it", () => {
    for (const checkpoint of [
      { origin: "example.org/log", size: 0, root, previous: null },
      { origin: "example.org/log/2", size: 20_852_163, root, previous },
    ])
      expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
    expect(formatCheckpoint({ origin: "a", size: 1, root, previous })).toBe(
      `a\n1\n${root.toString("base64")}\nprevious example.org/log 12 ${root.toString("base64")}\n`,
    );
  });

  it("passes over extension lines that it does not know", () => {
    expect(parseCheckpoint(`${text}something else\n`)).toEqual(parseCheckpoint(text));
  });

  it.each([
    ["nothing", ""],
    ["no end of line", text.slice(0, -1)],
    ["no origin", text.replace("example.org/log", "")],
    ["a leading zero", text.replace("12", "012")],
    ["a sign", text.replace("12", "+12")],
    ["a size beyond all numbers", text.replace("12", "9".repeat(30))],
    ["a short root", text.replace(/\n[^\n]+\n$/, "\nAAAA\n")],
    ["an empty extension line", `${text}\n`],
    ["two logs before it", `${text}${`previous ${"a 1"} ${root.toString("base64")}\n`.repeat(2)}`],
    ["a broken log before it", `${text}previous a b c\n`],
  ])("is refused with %s", (_, broken) => {
    expect(parseCheckpoint(broken)).toBeNull();
  });

  it("names a head in one line", () => {
    expect(parseHead(`a 1 ${root.toString("base64")}`)).toEqual({ origin: "a", size: 1, root });
    expect(parseHead(`a 1 ${root.toString("base64")} more`)).toBeNull();
  });
});
