/** Response headers by kind of answer. Everything is refused that a page of ours does not need. */

type Headers = Record<string, string>;

const LOCKED_DOWN = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "manifest-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
];

const PERMISSIONS = ["camera", "microphone", "geolocation", "payment", "usb", "browsing-topics"]
  .map((feature) => `${feature}=()`)
  .join(", ");

/** What every answer carries. `same-origin` and not `no-referrer`: under the latter a browser posts `Origin: null`. */
export const BASE: Headers = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": PERMISSIONS,
  "x-frame-options": "DENY",
};

/** Pages behind the front hold no inline script, so none is allowed. */
export const PAGE: Headers = {
  ...BASE,
  "content-security-policy": ["script-src 'self'", ...LOCKED_DOWN].join("; "),
};

/** Under plain `next start` the same pages still carry Next's inline scripts. */
export const UNSTRIPPED_PAGE: Headers = {
  ...BASE,
  "content-security-policy": ["script-src 'self' 'unsafe-inline'", ...LOCKED_DOWN].join("; "),
};

/** Open data may be read by any site. An answer that is opened by itself is a document that can do nothing. */
export const DATA: Headers = {
  ...BASE,
  "cross-origin-resource-policy": "cross-origin",
  "access-control-allow-origin": "*",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

/**
 * The organizers' desk keeps React: Next finds the nonce in the request's policy and puts it on its scripts. Where it shows a
 * public page (a preview), that page's own modules run too: `strict-dynamic` would have them carry a nonce.
 */
export function noncePolicy(nonce: string, { withModules = false } = {}): string {
  const scripts = `script-src 'self' 'nonce-${nonce}'${withModules ? "" : " 'strict-dynamic'"}`;
  return [scripts, ...LOCKED_DOWN].join("; ");
}

/** Told to browsers only where the site is really served by TLS. */
export function transportSecurity(publicUrl: URL): Headers {
  return publicUrl.protocol === "https:" ? { "strict-transport-security": "max-age=31536000" } : {};
}

/** A cache in front may keep a page as long as the front itself does. */
export const SHARED_PAGE_CACHING = "public, max-age=0, s-maxage=5, stale-while-revalidate=5";
/** What is not there may be there in a moment; until then a cache in front takes the crowd that asks for it. */
export const BRIEF_CACHING = "public, max-age=0, s-maxage=5";
export const NEVER_STORED = "private, no-store";
