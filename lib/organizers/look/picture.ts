import sharp from "sharp";
import { PIXEL_LIMIT, pictureType } from "#lib/campaigns/media-rules.ts";

// Few pictures, on machines that count signatures: one thread, and nothing kept between two of them.
sharp.concurrency(1);
sharp.cache(false);

export type Made = { type: string; data: Buffer; width: number; height: number };
export type PictureProblem = "no_picture" | "too_many_pixels" | "broken";

/**
 * What a page carries of each kind, at most: pixels a side, and bytes, because a page is read on slow lines. The sides give way
 * until the bytes fit.
 */
const SIZES = { logo: [512, 384, 256, 192], poster: [1280, 960, 720] };
const BYTES = { logo: 40_000, poster: 90_000 };

/**
 * Makes a picture anew from what was uploaded, so that nothing but the picture is left: no place where it was taken, no name, no
 * second file behind it. What is no PNG, JPEG, WebP or AVIF by its first bytes is never handed to a decoder, nor is one that
 * says of itself that it is larger than 40 megapixels.
 */
export async function makePicture(
  bytes: Buffer,
  kind: "logo" | "poster",
): Promise<{ ok: true; made: Made } | { ok: false; reason: PictureProblem }> {
  if (!pictureType(bytes)) return { ok: false, reason: "no_picture" };
  return inTurn(async () => {
    try {
      // Reads the head alone.
      const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
      if (width * height > PIXEL_LIMIT) return { ok: false, reason: "too_many_pixels" };
      return { ok: true, made: await smallEnough(bytes, kind) };
    } catch {
      return { ok: false, reason: "broken" };
    }
  });
}

async function smallEnough(bytes: Buffer, kind: "logo" | "poster"): Promise<Made> {
  let made: Made | undefined;
  for (const side of SIZES[kind]) {
    const picture = sharp(bytes, { limitInputPixels: PIXEL_LIMIT, failOn: "error", sequentialRead: true })
      // As the camera was held; the note about it goes with all others.
      .autoOrient()
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true });
    const { data, info } = await (kind === "logo"
      ? picture.png({ palette: true, quality: 90, effort: 8, compressionLevel: 9 })
      : picture.webp({ quality: 70 })
    ).toBuffer({ resolveWithObject: true });
    made = {
      type: kind === "logo" ? "image/png" : "image/webp",
      data,
      width: info.width,
      height: info.height,
    };
    if (data.length <= BYTES[kind]) break;
  }
  if (!made) throw new Error("no size to make");
  return made;
}

let last: Promise<unknown> = Promise.resolve();

/** One picture at a time: each takes as much memory as it has pixels. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => {});
  return turn;
}
