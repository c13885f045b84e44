import { RewritingStream } from "parse5-html-rewriting-stream";

/** Stands where a hidden field waits for its code. U+0000 cannot come from a parsed page. */
export const CODE_MARK = "\0";
/** The status is 404 where the page says so (`<meta name="x-status" content="404">`). */
export type Stripped = { html: string; status: 200 | 404 };

/**
 * Takes out of a finished page what only React's runtime needs: its scripts, their preloads, comments. Our own modules
 * (`<script type="module" src="/islands/…">`) and data blocks stay. Empty hidden fields marked `data-code="share"` get
 * that name between two CODE_MARKs for a value, for `splitAtCodes`.
 */
export async function strip(html: string): Promise<Stripped> {
  const out: string[] = [];
  const rewriter = new RewritingStream();
  let skipping = false;
  let status: Stripped["status"] = 200;

  rewriter.on("startTag", (tag) => {
    const attribute = (name: string) => tag.attrs.find((attr) => attr.name === name)?.value;
    if (tag.tagName === "script" && !isOurs(attribute("type"), attribute("src"))) {
      skipping = true;
      return;
    }
    if (tag.tagName === "link" && isForScripts(attribute("rel"), attribute("as"), attribute("href"))) return;
    if (tag.tagName === "meta" && attribute("name") === "x-status") {
      if (attribute("content") === "404") status = 404;
      return;
    }
    const code = tag.tagName === "input" ? attribute("data-code") : undefined;
    if (code && !attribute("value"))
      tag.attrs = [...tag.attrs.filter((attr) => attr.name !== "value"), markedValue(code)];
    tag.attrs = tag.attrs.filter((attr) => attr.name !== "data-precedence");
    rewriter.emitStartTag(tag);
  });
  rewriter.on("endTag", (tag) => {
    if (!skipping) rewriter.emitEndTag(tag);
    if (tag.tagName === "script") skipping = false;
  });
  rewriter.on("text", (_, raw) => {
    if (!skipping) rewriter.emitRaw(raw);
  });
  rewriter.on("comment", () => {});

  return new Promise((resolve, reject) => {
    rewriter.on("data", (chunk) => out.push(String(chunk)));
    rewriter.on("error", reject);
    rewriter.on("end", () => resolve({ html: out.join(""), status }));
    rewriter.end(html);
  });
}

function isOurs(type: string | undefined, src: string | undefined): boolean {
  if (type === "application/ld+json") return true;
  return type === "module" && src !== undefined && src.startsWith("/islands/");
}

/** `rel="expect"` makes the browser wait for the runtime's script, which will not come. */
function isForScripts(rel = "", as = "", href = ""): boolean {
  if (href.startsWith("/islands/")) return false;
  return as === "script" || rel === "modulepreload" || rel === "expect";
}

function markedValue(code: string): { name: string; value: string } {
  return { name: "value", value: `${CODE_MARK}${code}${CODE_MARK}` };
}
