export type MediaKind = "logo" | "poster" | "film" | "captions";

/** What an upload of each kind may weigh (bytes). */
export const MEDIA_LIMITS: Record<MediaKind, number> = {
  logo: 5 * 1024 ** 2,
  poster: 5 * 1024 ** 2,
  film: 300 * 1024 ** 2,
  captions: 500 * 1024,
};

/** Of a picture before it is unpacked. */
export const PIXEL_LIMIT = 40_000_000;

export type PictureType = "image/png" | "image/jpeg" | "image/webp" | "image/avif";

/** What a file really is, by its first bytes and never by its name; null for everything that we do not take as a picture. */
export function pictureType(start: Buffer): PictureType | null {
  if (start.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex"))) return "image/png";
  if (start.subarray(0, 3).equals(Buffer.from("ffd8ff", "hex"))) return "image/jpeg";
  if (ascii(start, 0, 4) === "RIFF" && ascii(start, 8, 12) === "WEBP") return "image/webp";
  return brands(start).some((brand) => brand === "avif" || brand === "avis") ? "image/avif" : null;
}

export type FilmType = "video/mp4" | "video/webm";

/** Brands of MP4 that browsers play (ISO/IEC 14496-12). Apple's own `qt  ` is not among them. */
const MP4 = /^(isom|iso[2-9]|mp4[12]|avc1|dash|M4V |M4VP|MSNV)$/;

/** The same for a film. The first 64 bytes say it. */
export function filmType(start: Buffer): FilmType | null {
  const [major, ...others] = brands(start);
  if (major && major !== "qt  " && [major, ...others].some((brand) => MP4.test(brand))) return "video/mp4";
  // EBML, and its document type within the header: Matroska begins alike and does not play everywhere.
  const isEbml = start.subarray(0, 4).equals(Buffer.from("1a45dfa3", "hex"));
  return isEbml && start.subarray(0, 64).includes("webm") ? "video/webm" : null;
}

/** Whether it is a caption file (WebVTT, §4): the only kind that browsers take, and text through and through. */
export function isCaptions(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return /^WEBVTT(?:[ \t\r\n]|$)/.test(text) && !text.includes("\0") && text.includes("-->");
  } catch {
    return false;
  }
}

export type Range = { start: number; end: number };

/**
 * What part of a file a `Range` header asks for (RFC 9110 §14.2), both ends included; "whole" where it asks for none or for
 * several, "none" where there is no such part.
 */
export function readRange(header: string | null, size: number): Range | "whole" | "none" {
  const [, first = "", last = ""] = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? "") ?? [];
  if (first === "" && last === "") return "whole";
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length > 0 ? { start: size - length, end: size - 1 } : "none";
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return "whole";
  return start < size ? { start, end: last === "" ? size - 1 : Math.min(Number(last), size - 1) } : "none";
}

/** The brands of a file of ISO/IEC 14496-12, the major one first; none of any other file. */
function brands(start: Buffer): string[] {
  if (start.length < 16 || ascii(start, 4, 8) !== "ftyp") return [];
  const end = Math.min(start.readUInt32BE(0), start.length);
  const found = [ascii(start, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) found.push(ascii(start, at, at + 4));
  return found;
}

function ascii(bytes: Buffer, from: number, to: number): string {
  return bytes.subarray(from, to).toString("latin1");
}
