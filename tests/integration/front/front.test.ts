/** The front before a stand-in for Next that answers what each test tells it to, on a real database and a real socket. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { request } from "node:http";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeEach, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { createFront } = await import("#lib/front/front.ts");
const { createFiles } = await import("#lib/front/files.ts");
const { listen } = await import("#lib/front/listen.ts");
const { watchVisits } = await import("#lib/front/views.ts");
const { trustList } = await import("#lib/front/visitor.ts");
const { seedSample } = await import("../../../prisma/seed/index.ts");
await seedSample();

type Answer = { status?: number; headers?: Record<string, string>; html?: string };
type Seen = { url: string; headers: IncomingMessage["headers"] };
let answer: Answer = {};
let asked: Seen[] = [];

const handle = async (req: IncomingMessage, res: ServerResponse) => {
  if (req.url === "/api/internal/revalidate") return void res.writeHead(204).end();
  asked.push({ url: req.url ?? "", headers: req.headers });
  for (const [name, value] of Object.entries(answer.headers ?? {})) res.setHeader(name, value);
  res.writeHead(answer.status ?? 200, { "content-type": "text/html" });
  res.end(answer.html ?? "<!doctype html><p>page</p>");
};

const counted: string[] = [];
const views = { count: (slug: string, page: string) => void counted.push(`${slug} ${page}`) };
const root = join(import.meta.dirname, "../../..");
const front = createFront({
  handle,
  publicUrl: new URL("http://localhost:3000"),
  trusted: trustList(["127.0.0.1"]),
  files: createFiles(root, {}),
  visits: watchVisits(views),
});
const server = await listen(front.listener, 0, true);
const base = `http://127.0.0.1:${server.port}`;
afterAll(() => server.stop());

beforeEach(async () => {
  answer = {};
  counted.length = 0;
  await front.forget();
  asked = [];
});

const visit = (path: string, init: RequestInit = {}) => fetch(base + path, { redirect: "manual", ...init });
const form = (path: string, body: string, headers: Record<string, string> = {}) =>
  visit(path, {
    method: "POST",
    body,
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
  });
/** fetch tidies addresses before it sends them; this does not. */
const raw = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; body: Buffer }>((resolve, reject) => {
    request({ host: "127.0.0.1", port: server.port, path, headers }, async (res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of res) chunks.push(chunk as Buffer);
      resolve({ status: res.statusCode ?? 0, body: Buffer.concat(chunks) });
    })
      .on("error", reject)
      .end();
  });

test("a shared page is asked for once, without anything of its visitor", async () => {
  const headers = { cookie: "secret=1", "x-forwarded-for": "203.0.113.5", rsc: "1" };
  for (const path of ["/c/sample", "/c/sample?utm_source=x", "/c/s%61mple"])
    expect((await visit(path, { headers })).status).toBe(200);
  expect(asked.map(({ url }) => url)).toEqual(["/c/sample"]);
  expect(asked[0]?.headers).toEqual({
    host: "localhost:3000",
    "x-forwarded-host": "localhost:3000",
    "x-forwarded-proto": "http",
  });
});

test("a shared page has no inline script, and a policy that allows none", async () => {
  answer.html = "<!doctype html><head></head><body><p>page</p><script>self.__next_f=[]</script></body>";
  const got = await visit("/c/sample");
  expect(await got.text()).toBe("<!doctype html><head></head><body><p>page</p></body>");
  expect(got.headers.get("content-security-policy")).toMatch(/^script-src 'self';/);
  expect(got.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=5, stale-while-revalidate=5");
  expect(got.headers.get("strict-transport-security")).toBeNull();
});

test("who has the page already gets 304", async () => {
  const etag = (await visit("/safety")).headers.get("etag") ?? "";
  const again = await visit("/safety", { headers: { "if-none-match": `"x", ${etag}` } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test("a link's codes go into the form, for this visitor alone", async () => {
  answer.html = `<!doctype html><p>${"pledge ".repeat(300)}</p><input name="share" data-code="share" value=""/>`;
  const shared = await visit("/c/sample?share=Abc_1&share=x&team=%3Cb%3E");
  expect(await shared.text()).toContain('value="Abc_1"');
  expect(shared.headers.get("cache-control")).toBe("private, no-store");
  expect(shared.headers.get("etag")).toBeNull();
  const packed = await raw("/c/sample?share=Abc_1", { "accept-encoding": "gzip" });
  expect(gunzipSync(packed.body).toString()).toContain('value="Abc_1"');
  expect(await (await visit("/c/sample")).text()).toContain('value=""');
});

test.each([
  ["an answer that sets a cookie", { headers: { "set-cookie": "a=1" } }, 200],
  [
    "a page that marks itself as not found",
    { html: '<!doctype html><meta name="x-status" content="404"><p>none</p>' },
    404,
  ],
  ["a redirect", { status: 307, headers: { location: "/c/sample" } }, 307],
  ["an error", { status: 500 }, 500],
  ["Next's empty error page", { html: '<!DOCTYPE html><html id="__next_error__"><body></body></html>' }, 500],
])("%s is not remembered", async (_, first, status) => {
  answer = first;
  const got = await visit("/safety");
  expect(got.status).toBe(status);
  expect(got.headers.get("set-cookie")).toBeNull();
  answer = {};
  expect((await visit("/safety")).status).toBe(200);
});

test.each(["/c/none", "/es/c/none/map", "/c/sample/1999", "/c/sample/map/XX"])(
  "%s is not there, for five seconds, and Next is not asked",
  async (path) => {
    const got = await visit(path);
    expect([got.status, got.headers.get("cache-control")]).toEqual([404, "public, max-age=0, s-maxage=5"]);
    expect(asked).toEqual([]);
  },
);

test("an error is answered by a page of our own, in the language of the address", async () => {
  answer = { status: 500, html: "" };
  const html = await (await visit("/es/safety")).text();
  expect(html).toContain('<html lang="es">');
  expect(html).toContain("911");
});

test("a personal page is made for each visitor with his cookie, and stored by nobody", async () => {
  for (const name of ["a", "b"]) {
    const got = await visit(`/c/sample/signed?x=${name}`, { headers: { cookie: `who=${name}` } });
    expect(got.headers.get("cache-control")).toBe("private, no-store");
  }
  expect(asked.map(({ url, headers }) => [url, headers.cookie])).toEqual([
    ["/c/sample/signed?x=a", "who=a"],
    ["/c/sample/signed?x=b", "who=b"],
  ]);
});

test("Next is never asked about a campaign that there is not", async () => {
  for (const path of ["/c/none", "/es/c/none", "/c/none/form", "/c/none/count.json", "/c/none/signed"])
    expect((await visit(path)).status).toBe(404);
  expect(asked).toEqual([]);
});

test.each([
  "/C/sample",
  "/c/../c/sample",
  "/c/%2e%2e/c/sample",
  "/c/sample%2F..%2Fsample",
  "/l/de/c/sample",
  "/l/fr",
  "/confirm/x%2Fy",
  "/_global-error",
  "/_next/image?url=x",
  "/dev/x",
  "/nothing/here",
])("Next does not get to know %s by another spelling", async (path) => {
  const { status, body } = await raw(path);
  expect([400, 404]).toContain(status);
  expect(body.toString()).toContain('href="/plain.css"');
  expect(asked).toEqual([]);
});

test.each(["POST", "PUT", "DELETE", "OPTIONS"])(
  "%s is not for an address that takes none",
  async (method) => {
    for (const path of ["/nothing", "/c/sample", "/l/de/c/sample"]) {
      const refused = await visit(path, { method });
      expect(refused.status, path).toBe(405);
      expect(refused.headers.get("content-security-policy")).not.toContain("unsafe-inline");
    }
    expect(asked).toEqual([]);
  },
);

test("a handler mounted under Next reads its form though somebody claims an address", async () => {
  const { mount } = await import("#lib/front/mount.ts");
  const echo = mount(async (request) =>
    Response.json({ body: await request.text(), visitor: request.headers.get("x-visitor-address") }),
  );
  const posted = new Request(`${base}/c/sample/sign`, {
    method: "POST",
    body: "name=John",
    headers: { "x-visitor-address": "203.0.113.7" },
  });
  const answered = await echo(posted, { params: Promise.resolve({}) });
  expect(await answered.json()).toEqual({ body: "name=John", visitor: null });
});

test("a forgotten page is made again", async () => {
  answer.html = "<p>old</p>";
  await visit("/privacy");
  answer.html = "<p>new</p>";
  expect(await (await visit("/privacy")).text()).toBe("<p>old</p>");
  await front.forget();
  expect(await (await visit("/privacy")).text()).toBe("<p>new</p>");
});

test("open data may be read by any site and is answered alike within a second", async () => {
  const got = await visit("/c/sample/count.json");
  expect(await got.json()).toMatchObject({ campaign: "sample", goal: 75_000 });
  expect(got.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=2, stale-while-revalidate=2");
  expect(got.headers.get("access-control-allow-origin")).toBe("*");
  expect(got.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  const again = await visit("/c/sample/count.json", {
    headers: { "if-none-match": got.headers.get("etag") ?? "" },
  });
  expect(again.status).toBe(304);
});

test("HEAD tells the same and sends nothing", async () => {
  const got = await visit("/c/sample/count.json", { method: "HEAD" });
  expect([got.status, await got.text()]).toEqual([200, ""]);
  expect(Number(got.headers.get("content-length"))).toBeGreaterThan(100);
});

test.each([
  ["GET", "/c/sample/sign", "POST"],
  ["PUT", "/c/sample/sign", "POST"],
  ["POST", "/c/sample/count.json", "GET, HEAD"],
  ["POST", "/c/sample", "GET, HEAD"],
  ["DELETE", "/plain.css", "GET, HEAD"],
])("%s %s is refused and told what is allowed", async (method, path, allow) => {
  const got = await visit(path, { method });
  expect([got.status, got.headers.get("allow")]).toEqual([405, allow]);
  expect(await got.text()).toContain("<h1>");
});

test.each([
  ["broken percent signs", "/c/%zz"],
  ["a null byte", "/c/sample%00"],
  ["a backslash", "/\\evil.example"],
  ["a foreign address", "http://evil.example/"],
])("an address with %s is refused", async (_, path) => {
  expect((await raw(path)).status).toBe(400);
});

test("a form that is too large is refused, and the next one on the way is not", async () => {
  const large = `name=${"a".repeat(17_000)}`;
  expect((await form("/c/sample/sign", large)).status).toBe(413);
  expect((await form("/c/sample/sign", "name=a")).status).toBe(303);
});

test("a form of another type, or from another site, is refused", async () => {
  const typed = await visit("/c/sample/sign", {
    method: "POST",
    body: "{}",
    headers: { "content-type": "application/json" },
  });
  expect(typed.status).toBe(415);
  expect((await form("/c/sample/sign", "name=a", { "sec-fetch-site": "cross-site" })).status).toBe(403);
});

test("the quick exit leaves nothing behind", async () => {
  const got = await visit("/exit");
  expect([got.status, got.headers.get("location")]).toEqual([303, "https://www.weather.gov/"]);
  expect(got.headers.get("clear-site-data")).toBe('"cookies", "storage"');
  expect(got.headers.get("referrer-policy")).toBe("no-referrer");
  expect(got.headers.get("cache-control")).toBe("no-store");
});

test("alive and ready", async () => {
  expect((await visit("/healthz")).status).toBe(200);
  expect(await (await visit("/readyz")).json()).toEqual({ ok: true });
});

test.each([
  ["from another host's name", { host: "evil.example:3000" }],
  ["through a proxy", { "x-forwarded-for": "203.0.113.5" }],
  ["through any proxy", { via: "1.1 cache" }],
])("the mail viewer does not exist %s", async (_, headers) => {
  expect((await raw("/dev/mail", headers)).status).toBe(404);
  expect(asked).toEqual([]);
});

test("the desk keeps its scripts, by a nonce of its own", async () => {
  answer.html = "<script>1</script>";
  const got = await visit("/organize", { headers: { "x-visitor-address": "1.2.3.4" } });
  expect(await got.text()).toBe("<script>1</script>");
  expect(got.headers.get("content-security-policy")).toMatch(/'nonce-[A-Za-z0-9+/=]{24}'/);
  expect(asked[0]?.headers["content-security-policy"]).toBe(got.headers.get("content-security-policy"));
  expect(asked[0]?.headers["x-visitor-address"]).toBe("127.0.0.1");
});

test("the front's own calls into Next are not for visitors", async () => {
  expect((await visit("/api/internal/revalidate", { method: "POST" })).status).toBe(404);
});

test("files are packed and kept by browsers for a while", async () => {
  const got = await visit("/plain.css", { headers: { "accept-encoding": "gzip, deflate, br" } });
  expect([got.headers.get("content-type"), got.headers.get("content-encoding")]).toEqual([
    "text/css; charset=utf-8",
    "br",
  ]);
  expect(got.headers.get("cache-control")).toBe("public, max-age=300");
});

test("a visit is counted whether the page was made or remembered, and nothing else is", async () => {
  const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64)" };
  await (await visit("/c/sample", { headers: browser })).text();
  await (await visit("/c/sample", { headers: browser })).text();
  await (await visit("/es/c/sample?share=abc", { headers: browser })).text();
  await (await visit("/c/sample/form", { headers: browser })).text();
  expect(counted).toEqual(["sample /c/:slug", "sample /c/:slug", "sample /c/:slug", "sample /c/:slug/form"]);
  counted.length = 0;
  await visit("/c/sample", { headers: { "user-agent": "Googlebot/2.1" } });
  await visit("/c/sample", { method: "HEAD", headers: browser });
  await visit("/c/nobody", { headers: browser });
  await visit("/safety", { headers: browser });
  await visit("/confirm/abc", { headers: browser });
  await visit("/favicon.svg", { headers: browser });
  answer = { status: 404 };
  await visit("/c/sample/history", { headers: browser });
  expect(counted).toEqual([]);
});
