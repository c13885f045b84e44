import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { getMedia } = await import("#lib/campaigns/get-media.ts");
const { MEDIA_LIMITS } = await import("#lib/campaigns/media-rules.ts");
const { postUpload } = await import("#lib/organizers/look/post-upload.ts");
const { keepFilm } = await import("#lib/organizers/look/keep-film.ts");
const { postLook, postVideo } = await import("#lib/organizers/look/post-look.ts");
const { sectionForm } = await import("#lib/organizers/look/queries.ts");
const { anEnrolled, aBrowser } = await import("../../support/organizers.ts");
type Browser = import("../../support/organizers.ts").Browser;

let olivia: { id: string; browser: Browser };
let campaignId = "";
const ALT = { alt_en: "Lake City", alt_es: "Lake City" };

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
  [{ id: campaignId } = { id: "" }] = await query<{ id: string }>(`SELECT id FROM "Campaign"`);
  olivia = await anEnrolled("owner");
});

/** Posts a file as the browser's own form does; resolves with where it leads. */
async function upload(
  kind: string,
  content: Buffer | ReadableStream<Uint8Array>,
  fields: Record<string, string> = ALT,
  browser = olivia.browser,
): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ campaign: "sample", kind, ...fields })) form.set(name, value);
  const bytes = content instanceof Buffer ? content : Buffer.alloc(0);
  form.set("file", new Blob([new Uint8Array(bytes)]), "C:\\fakepath\\../../etc/passwd.png");
  const { headers, body } = new Response(form);
  const sent = browser.headers();
  sent.set("content-type", headers.get("content-type") ?? "");
  const request = new Request("http://localhost:3000/organize/look/upload", {
    method: "POST",
    headers: sent,
    body,
    duplex: "half",
  } as RequestInit);
  const answer = await postUpload(request);
  return answer.headers.get("location") ?? String(answer.status);
}

const idIn = (location: string) => /=([0-9a-f-]{36})&/.exec(location)?.[1] ?? location;
const countMedia = async () => (await query<{ n: number }>(`SELECT count(*)::int AS n FROM "Media"`))[0]?.n;
const filmsOnDisk = () => {
  try {
    return readdirSync(join(process.env.DATA_DIR ?? "", "media"));
  } catch {
    return [];
  }
};
const get = (id: string, headers: Record<string, string> = {}, method = "GET") =>
  getMedia(new Request(`http://localhost:3000/media/${id}`, { method, headers }), { id });
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 11, g: 93, b: 78, alpha: 0.9 } } });

function film(size: number, brand = "isom"): Buffer {
  const bytes = Buffer.alloc(size, "frames ");
  bytes.writeUInt32BE(24, 0);
  bytes.write(`ftyp${brand}\0\0\0\0${brand}${brand}`, 4, "latin1");
  return bytes;
}

describe("a logo", () => {
  it.each([
    ["png", () => picture(900, 300).png()],
    ["jpeg", () => picture(900, 300).jpeg()],
    ["webp", () => picture(900, 300).webp()],
    ["avif", () => picture(900, 300).avif({ effort: 0 })],
  ])("is taken as %s and made anew: smaller, and without whatever it carried along", async (_, draw) => {
    const source = await draw()
      .withExif({ IFD0: { Copyright: "Jane Doe, 12 Elm Street", Artist: "Jane Doe" } })
      .toBuffer();
    const carried = Buffer.concat([source, Buffer.from("PK\u0003\u0004 a second file behind the picture")]);
    const location = await upload("logo", carried);
    expect(location).toMatch(/^\/organize\/look\?campaign=sample&logo=[0-9a-f-]{36}&done=logo#logo$/);
    const response = await get(idIn(location));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "cache-control": "public, max-age=31536000, immutable",
    });
    const served = Buffer.from(await response.arrayBuffer());
    expect(served.includes("Jane")).toBe(false);
    expect(served.includes("second file")).toBe(false);
    const { format, width, height, exif } = await sharp(served).metadata();
    expect({ format, width, height, exif }).toEqual({
      format: "png",
      width: 512,
      height: 171,
      exif: undefined,
    });
  });

  it("stands as the camera was held", async () => {
    const sideways = await picture(100, 40).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const served = await (await get(idIn(await upload("logo", sideways)))).arrayBuffer();
    expect(await sharp(Buffer.from(served)).metadata()).toMatchObject({ width: 40, height: 100 });
  });

  it("stays light, however much is in it", async () => {
    const noise = Buffer.from(Array.from({ length: 600 * 600 * 3 }, (_, at) => (at * 2_654_435_761) >>> 24));
    const source = await sharp(noise, { raw: { width: 600, height: 600, channels: 3 } })
      .png()
      .toBuffer();
    const response = await get(idIn(await upload("logo", source)));
    expect(Number(response.headers.get("content-length"))).toBeLessThan(60_000);
  });

  const bomb = () => {
    // A head that says 30,000 × 30,000 in 100 bytes.
    const head = Buffer.from("89504e470d0a1a0a0000000d49484452000075300000753008060000000000000000", "hex");
    return Buffer.concat([head, Buffer.from("0000000049454e44ae426082", "hex")]);
  };

  it.each([
    [
      "no_picture",
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    ["no_picture", async () => Buffer.from("GIF89a and so on")],
    ["no_picture", async () => Buffer.from("%PDF-1.7 and so on")],
    ["no_picture", async () => Buffer.from("name,email\nA,b\n")],
    ["empty", async () => Buffer.alloc(0)],
    ["broken", async () => Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
    ["broken", async () => (await picture(300, 300).png().toBuffer()).subarray(0, 400)],
    ["too_large", async () => Buffer.alloc(MEDIA_LIMITS.logo + 1)],
  ])("is refused as %s, and nothing is kept", async (reason, draw) => {
    const before = await countMedia();
    expect(await upload("logo", await draw())).toBe(
      `/organize/look?campaign=sample&problem=${reason}&of=logo#upload-logo`,
    );
    expect(await countMedia()).toBe(before);
  });

  it("is refused before it is unpacked where it says that it is huge", async () => {
    expect(await upload("logo", bomb())).toMatch(/problem=(too_many_pixels|broken)/);
    const large = await sharp({
      create: { width: 8_000, height: 5_001, channels: 3, background: "#fff" },
      limitInputPixels: false,
    })
      .png()
      .toBuffer();
    expect(large.length).toBeLessThan(MEDIA_LIMITS.logo);
    expect(await upload("logo", large)).toContain("problem=too_many_pixels");
  });

  it("needs words for whoever cannot see it, in each language", async () => {
    const source = await picture(10, 10).png().toBuffer();
    expect(await upload("logo", source, { alt_en: "Lake City", alt_es: " " })).toContain("problem=alt");
    expect(await upload("logo", source, { ...ALT, alt_en: "x".repeat(251) })).toContain("problem=alt");
  });

  it("is published by the look's form, and only there", async () => {
    const id = idIn(await upload("logo", await picture(100, 50).png().toBuffer()));
    const stored = async () =>
      (await query<{ logo: string | null }>(`SELECT logo_id AS logo FROM "Campaign"`))[0]?.logo;
    expect(await stored()).toBeNull();
    const { fields, revision } = await sectionForm(await olivia.browser.scope(), campaignId, "look");
    const form = { ...fields, campaign: "sample", revision: String(revision), logo: id };
    expect(await olivia.browser.post(postLook, form)).toContain("done=saved");
    expect(await stored()).toBe(id);
  });
});

describe("a film", () => {
  it("is a file of its own, served in parts and never whole from memory", async () => {
    const source = film(3_000_000);
    const location = await upload("film", source);
    expect(location).toContain("/organize/look/film?campaign=sample&film=");
    const id = idIn(location);
    const [{ sha, data } = { sha: "", data: "" }] = await query<{ sha: string; data: unknown }>(
      `SELECT encode(sha256, 'hex') AS sha, data FROM "Media" WHERE id = $1`,
      [id],
    );
    expect(data).toBeNull();
    expect(readFileSync(join(process.env.DATA_DIR ?? "", "media", sha)).equals(source)).toBe(true);

    const whole = await get(id);
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "content-type": "video/mp4",
      "content-length": "3000000",
      "accept-ranges": "bytes",
    });
    expect(Buffer.from(await whole.arrayBuffer()).equals(source)).toBe(true);

    const part = await get(id, { range: "bytes=2999990-" });
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe("bytes 2999990-2999999/3000000");
    expect(Buffer.from(await part.arrayBuffer()).equals(source.subarray(-10))).toBe(true);

    const etag = whole.headers.get("etag") ?? "";
    expect((await get(id, { "if-none-match": etag })).status).toBe(304);
    expect((await get(id, { range: "bytes=0-9", "if-range": '"another"' })).status).toBe(200);
    expect((await get(id, { range: "bytes=3000000-" })).status).toBe(416);
    const head = await get(id, {}, "HEAD");
    expect([head.body, head.headers.get("content-length")]).toEqual([null, "3000000"]);
  });

  it.each([
    ["no_film", () => Buffer.from("PK\u0003\u0004 a zip that is called film.mp4".padEnd(5_000, "."))],
    ["no_film", () => film(5_000, "qt  ")],
    ["no_film", () => Buffer.from("short")],
    ["empty", () => Buffer.alloc(0)],
  ])("is refused as %s, and leaves no file", async (reason, draw) => {
    const before = filmsOnDisk();
    expect(await upload("film", draw())).toContain(`problem=${reason}&of=film`);
    expect(filmsOnDisk()).toEqual(before);
  });

  it("is refused where it goes on beyond the limit, read to its end, and leaves no file", async () => {
    const before = filmsOnDisk();
    let read = 0;
    async function* endless() {
      for (let chunk = 0; chunk < 40; chunk++) {
        read += 1;
        yield chunk === 0 ? film(1_000) : Buffer.alloc(1_000);
      }
    }
    expect(await keepFilm(endless(), 10_000)).toEqual({ ok: false, reason: "too_large" });
    expect(read).toBe(40);
    expect(filmsOnDisk()).toEqual(before);
  });

  it("leaves no file where the line breaks", async () => {
    const before = filmsOnDisk();
    async function* broken() {
      yield film(1_000);
      throw new Error("gone");
    }
    await expect(keepFilm(broken())).rejects.toThrow("gone");
    expect(filmsOnDisk()).toEqual(before);
  });

  it("needs captions and a transcript before it is published", async () => {
    const id = idIn(await upload("film", film(2_000)));
    const captions = idIn(
      await upload("captions", Buffer.from("WEBVTT\n\n00:01.000 --> 00:04.000\nHello\n")),
    );
    const { fields, revision } = await sectionForm(await olivia.browser.scope(), campaignId, "film");
    const form = {
      ...fields,
      ...{ campaign: "sample", revision: String(revision), source: "film", film: id, length: "3:12" },
      ...{ title_en: "A film", title_es: "Un video", transcript_en: "Hello" },
    };
    expect(await olivia.browser.post(postVideo, form)).toBe("422");
    expect(await olivia.browser.post(postVideo, { ...form, captions_en: captions })).toContain("done=saved");
    const served = await get(captions);
    expect(served.headers.get("content-type")).toBe("text/vtt; charset=utf-8");
    expect(await upload("captions", Buffer.from("1\n00:00:01,000 --> 00:00:04,000\nHello"))).toContain(
      "problem=no_captions",
    );
  });
});

test("What nobody chose within a day goes, with its file; what is shown stays", async () => {
  const forgotten = idIn(await upload("film", film(4_321)));
  const [logo = "", shown = ""] = Object.values(
    (
      await query<{ logo: string; film: string }>(
        `SELECT logo_id AS logo, video->'source'->>'id' AS film FROM "Campaign"`,
      )
    )[0] ?? {},
  );
  await query(`UPDATE "Media" SET created_at = created_at - interval '25 hours'`);
  const before = filmsOnDisk().length;
  await upload("captions", Buffer.from("WEBVTT\n\n00:01.000 --> 00:04.000\nHello again\n"));
  const left = (await query<{ id: string }>(`SELECT id FROM "Media"`)).map(({ id }) => id);
  expect(left).toEqual(expect.arrayContaining([logo, shown]));
  expect(left).not.toContain(forgotten);
  expect(filmsOnDisk().length).toBeLessThan(before);
  const [{ sha } = { sha: "" }] = await query<{ sha: string }>(
    `SELECT encode(sha256, 'hex') AS sha FROM "Media" WHERE id = $1`,
    [shown],
  );
  expect(filmsOnDisk()).toContain(sha);
});

test("Nobody uploads from elsewhere, without a session, without the right, or what is no form", async () => {
  const source = await picture(10, 10).png().toBuffer();
  expect(await upload("logo", source, ALT, aBrowser())).toContain("/organize/sign-in");
  expect(await upload("logo", source, ALT, (await anEnrolled("moderator")).browser)).toBe(
    "/organize/refused",
  );
  expect(await upload("logo", source, { ...ALT, campaign: "nobody" })).toBe("400");
  expect(await upload("passport", source)).toBe("400");
  const post = (headers: Record<string, string>, body: string) => {
    const sent = olivia.browser.headers();
    for (const [name, value] of Object.entries(headers)) sent.set(name, value);
    return postUpload(new Request("http://localhost:3000/x", { method: "POST", headers: sent, body }));
  };
  const type = { "content-type": "multipart/form-data; boundary=b" };
  expect((await post({ ...type, "sec-fetch-site": "cross-site" }, "--b--")).status).toBe(403);
  expect((await post({ "content-type": "text/plain" }, "x")).status).toBe(415);
  expect((await post(type, "--b\r\nbroken")).status).toBe(400);
});

test("What was uploaded is in the audit log, by its id", async () => {
  const events = await query<{ subject: string }>(
    `SELECT subject FROM "AuditEvent" WHERE action = 'campaign.upload'`,
  );
  expect(events.length).toBeGreaterThan(5);
  expect(events[0]?.subject).toMatch(/^media:[0-9a-f-]{36}$/);
});

test.each(["0192f0c4-0000-7000-8000-000000000000", "../../etc/passwd", ""])(
  "There is nothing at /media/%s",
  async (id) => {
    expect((await get(id)).status).toBe(404);
  },
);
