import { type Locale, number, words } from "#lib/words.ts";
import type { DevMail } from "./dev-inbox.ts";
import { escapeHtml as e } from "./templates/frame.ts";

export const PAGE_SIZE = 50;

export type InboxView = {
  lang: Locale;
  mails: DevMail[];
  total: number;
  page: number;
  hasOlder: boolean;
  /** Only messages to this address. */
  to: string | undefined;
  chosen: DevMail | null;
  /** A message was asked for, whether it is there or not. */
  isOpen: boolean;
  part: "html" | "text";
};

type Link = (id: string | null, changes?: Record<string, string | null>) => string;

/** The inbox as a page: list and message side by side, on a phone one after the other. It needs no script. */
export function inboxPage(view: InboxView): string {
  const t = words(view.lang, "inbox");
  const link = linker(view);
  const title = view.chosen ? `${view.chosen.subject} · ${t("title")}` : t("title");
  return `<!doctype html>
<html lang="${view.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${e(title)}</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/inbox.css">
</head>
<body class="${view.isOpen ? "reading" : "listing"}">
<header>
<h1><a href="${e(link(null))}">${e(t("title"))}</a></h1>
<p>${e(t("about"))}</p>
<nav>
<a class="refresh" href="${e(link(view.isOpen ? (view.chosen?.id ?? null) : null, { page: null }))}">${e(t("refresh"))}</a>
<a href="/dev/mail.json${view.to ? `?to=${e(encodeURIComponent(view.to))}` : ""}">${e(t("json"))}</a>
<a href="${e(link(view.chosen?.id ?? null, { lang: view.lang === "en" ? "es" : null }))}" lang="${view.lang === "en" ? "es" : "en"}">${e(t("language"))}</a>
</nav>
</header>
<main class="columns">
<nav class="list" aria-label="${e(t("list"))}">
${list(view, link)}
</nav>
<section>
${view.chosen ? message(view.chosen, view, link) : `<p class="empty">${e(view.isOpen ? t("missing") : t("choose"))}</p>`}
</section>
</main>
</body>
</html>
`;
}

function list(view: InboxView, link: Link): string {
  const t = words(view.lang, "inbox");
  const filter = view.to
    ? `<p class="note">${e(t("filtered", { address: view.to }))} <a href="${e(link(null, { to: null, page: null }))}">${e(t("all"))}</a></p>`
    : "";
  if (view.mails.length === 0) return `${filter}<p class="empty">${e(t("empty"))}</p>`;
  const items = view.mails.map(
    (
      mail,
    ) => `<li><a class="mail" href="${e(link(mail.id))}"${mail.id === view.chosen?.id ? ' aria-current="true"' : ""}>
<b>${e(mail.to)}</b>
<span>${e(mail.subject)}</span> ${time(mail.at)}
</a></li>`,
  );
  const newer =
    view.page > 0 ? `<a href="${e(link(null, { page: String(view.page - 1) }))}">${e(t("newer"))}</a>` : "";
  const older = view.hasOlder
    ? `<a href="${e(link(null, { page: String(view.page + 1) }))}">${e(t("older"))}</a>`
    : "";
  return `${filter}<ol>
${items.join("\n")}
</ol>
<p class="note">${e(t("total", { count: view.total, shown: number(view.lang, view.total) }))} ${newer} ${older}</p>`;
}

function message(mail: DevMail, view: InboxView, link: Link): string {
  const t = words(view.lang, "inbox");
  const tab = (part: "html" | "text") =>
    `<a class="tab" href="${e(link(mail.id, { part: part === "html" ? null : part }))}"${part === view.part ? ' aria-current="page"' : ""}>${e(t(part))}</a>`;
  const headers = Object.entries(mail.headers).map(([name, value]) => `${name}: ${value}`);
  return `<p class="back"><a href="${e(link(null))}">${e(t("back"))}</a></p>
<article>
<h2>${e(mail.subject)}</h2>
<dl>
<dt>${e(t("to"))}</dt><dd>${e(mail.to)}</dd>
<dt>${e(t("from"))}</dt><dd>${e(mail.from)}</dd>
<dt>${e(t("at"))}</dt><dd>${time(mail.at)}</dd>
</dl>
<p class="tabs">${tab("html")} ${tab("text")}</p>
${
  view.part === "text"
    ? `<pre class="text">${linked(mail.text)}</pre>`
    : `<iframe title="${e(t("frame"))}" src="${e(link(mail.id, { part: "body" }))}" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>`
}
<details><summary>${e(t("headers"))}</summary><pre>${e(headers.join("\n"))}</pre></details>
</article>`;
}

function time(at: string): string {
  return `<time datetime="${e(at)}">${e(at.slice(0, 19).replace("T", " "))} UTC</time>`;
}

/** Plain text with its addresses as links. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, index) =>
      index % 2 ? `<a href="${e(part)}" target="_blank" rel="noopener">${e(part)}</a>` : e(part),
    )
    .join("");
}

/** Addresses within the inbox that keep what was chosen: language, filter, page, tab. */
function linker(view: InboxView): Link {
  return (id, changes = {}) => {
    const kept = {
      lang: view.lang === "en" ? null : view.lang,
      to: view.to ?? null,
      page: view.page > 0 ? String(view.page) : null,
      part: id && view.part === "text" ? "text" : null,
      ...changes,
    };
    const search = new URLSearchParams(
      Object.entries(kept).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    );
    const path = id ? `/dev/mail/${id}` : "/dev/mail";
    return search.size > 0 ? `${path}?${search}` : path;
  };
}
