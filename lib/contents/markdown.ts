import { micromark } from "micromark";

/** A picture would be loaded from somewhere else; HTML would let anything in. Both stay as they were typed. */
const LEFT_OUT = { disable: { null: ["labelStartImage", "htmlFlow", "htmlText"] } };

/** Stars and underscores of which no text needs so many: pairing them takes time by the square of their number. */
const MOST_MARKS = 4_000;
const UNMARKED = { disable: { null: ["attention"] } };

/** What a link of ours may lead to: the web, a mailbox, a telephone, a page or a place on this site. */
const MAY_LEAD = /^(https?:\/\/|mailto:|tel:\+?[\d-]+$|sms:\+?\d+$|\/(?!\/)|#)/i;

/**
 * Markdown (CommonMark) as HTML that may stand in a public page: paragraphs, headings, lists, quotations, emphasis, code and
 * links. Of a tangle of stars and underscores each stays as it was typed. Nothing in it is loaded from anywhere, no script runs in it, and its highest heading is one below the page's own.
 */
export function markdownToHtml(markdown: string): string {
  // Protocols are looked at below, where those of telephones are let through.
  const isTangled = (markdown.match(/[*_]/g)?.length ?? 0) > MOST_MARKS;
  const extensions = isTangled ? [LEFT_OUT, UNMARKED] : [LEFT_OUT];
  const html = micromark(markdown, { extensions, allowDangerousProtocol: true });
  // Safe to rewrite by pattern: whatever was typed has its angle brackets escaped, so every tag is the parser's own.
  const levels = [...html.matchAll(/<h([1-6])>/g)].map(([, level]) => Number(level));
  const down = 2 - Math.min(...levels);
  return html
    .replace(/<a href="([^"]*)"/g, (_, href: string) => link(href))
    .replace(
      /<(\/?)h([1-6])>/g,
      (_, end: string, level: string) => `<${end}h${Math.min(6, Number(level) + down)}>`,
    );
}

/** A link that leads nowhere stays as its words. */
function link(href: string): string {
  if (!MAY_LEAD.test(href)) return "<a";
  return /^https?:/i.test(href) ? `<a href="${href}" rel="external noreferrer"` : `<a href="${href}"`;
}
