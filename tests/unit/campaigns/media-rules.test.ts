import { describe, expect, it } from "vitest";
import { filmType, isCaptions, pictureType, readRange } from "#lib/campaigns/media-rules.ts";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const ftyp = (...brands: string[]) => {
  const [major = "", ...others] = brands;
  const box = Buffer.concat([
    Buffer.from("ftyp"),
    Buffer.from(major),
    Buffer.alloc(4),
    Buffer.from(others.join("")),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(box.length + 4);
  return Buffer.concat([size, box, Buffer.from("....mdat")]);
};
const PNG = hex("89504e470d0a1a0a 0000000d49484452");
const WEBM = Buffer.concat([
  hex("1a45dfa3 9f 42868101"),
  hex("4282 84"),
  Buffer.from("webm"),
  Buffer.alloc(64),
]);
const MATROSKA = Buffer.concat([
  hex("1a45dfa3 9f 42868101"),
  hex("4282 88"),
  Buffer.from("matroska"),
  Buffer.alloc(64),
]);

describe("pictureType", () => {
  it.each([
    ["PNG", PNG, "image/png"],
    ["JPEG", hex("ffd8ffe0 0010 4a464946"), "image/jpeg"],
    ["WebP", Buffer.from("RIFF....WEBPVP8 "), "image/webp"],
    ["AVIF", ftyp("avif", "mif1"), "image/avif"],
    ["AVIF by its second brand", ftyp("mif1", "avif"), "image/avif"],
    ["HEIC", ftyp("heic", "mif1"), null],
    ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'), null],
    ["SVG with a prolog", Buffer.from('<?xml version="1.0"?><svg>'), null],
    ["GIF", Buffer.from("GIF89a.........."), null],
    ["PDF", Buffer.from("%PDF-1.7........"), null],
    ["HTML", Buffer.from("<!doctype html><h1>"), null],
    ["a film", ftyp("isom", "mp41"), null],
    ["WAV, which begins as WebP does", Buffer.from("RIFF....WAVEfmt "), null],
    ["nothing", Buffer.alloc(0), null],
  ])("%s", (_, bytes, type) => expect(pictureType(bytes)).toBe(type));
});

describe("filmType", () => {
  it.each([
    ["MP4", ftyp("isom", "iso2", "avc1", "mp41"), "video/mp4"],
    ["MP4 of a phone", ftyp("mp42", "isom"), "video/mp4"],
    ["WebM", WEBM, "video/webm"],
    ["Matroska", MATROSKA, null],
    ["QuickTime", ftyp("qt  "), null],
    ["QuickTime that says more", ftyp("qt  ", "mp42"), null],
    ["AVIF", ftyp("avif", "mif1"), null],
    ["PNG", PNG, null],
    ["nothing", Buffer.alloc(0), null],
  ])("%s", (_, bytes, type) => expect(filmType(bytes)).toBe(type));
});

describe("isCaptions", () => {
  it.each([
    ["captions", "WEBVTT\n\n00:01.000 --> 00:04.000\nHello\n", true],
    [
      "captions with a mark of byte order",
      "\uFEFFWEBVTT - English\r\n\r\n00:01.000 --> 00:04.000\r\nHello",
      true,
    ],
    ["captions without a cue", "WEBVTT\n", false],
    ["SubRip", "1\n00:00:01,000 --> 00:00:04,000\nHello\n", false],
    ["a word that begins alike", "WEBVTTS\n\n00:01.000 --> 00:04.000\nHello\n", false],
    ["a NUL in it", "WEBVTT\n\n00:01.000 --> 00:04.000\nHel\0lo\n", false],
  ])("%s: %j is %s", (_, text, expected) => expect(isCaptions(Buffer.from(text))).toBe(expected));

  it("takes UTF-8 alone", () => {
    expect(isCaptions(Buffer.from("WEBVTT\n\n00:01.000 --> 00:04.000\nadiós", "latin1"))).toBe(false);
  });
});

describe("readRange", () => {
  it.each([
    [null, "whole"],
    ["", "whole"],
    ["bytes=0-", { start: 0, end: 999 }],
    ["bytes=0-99", { start: 0, end: 99 }],
    ["bytes=900-5000", { start: 900, end: 999 }],
    ["bytes=999-", { start: 999, end: 999 }],
    ["bytes=-100", { start: 900, end: 999 }],
    ["bytes=-5000", { start: 0, end: 999 }],
    ["bytes=1000-", "none"],
    ["bytes=-0", "none"],
    ["bytes=20-10", "whole"],
    ["bytes=0-1,5-6", "whole"],
    ["lines=0-5", "whole"],
    ["bytes=-", "whole"],
    ["bytes=99999999999999999999-", "none"],
  ] as const)("%j of 1,000 bytes is %j", (header, expected) =>
    expect(readRange(header, 1_000)).toEqual(expected),
  );
});
