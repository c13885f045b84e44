"use client";

import { useState } from "react";

type Props = {
  /** The language of the text. */
  lang: string;
  campaign: string;
  /** What is saved, as HTML. */
  start: string;
  texts: Record<"title" | "button" | "empty" | "failed", string>;
};

/**
 * The text as the public would see it, before it is saved: the button sends what stands in the form. Without script it shows what is
 * saved.
 */
export function Preview({ lang, campaign, start, texts }: Props) {
  const [html, setHtml] = useState(start);
  const [hasFailed, setFailed] = useState(false);

  async function show() {
    const field = document.getElementById("body") as HTMLTextAreaElement | null;
    const shown = await fetchPreview({ campaign, body: field?.value ?? "" });
    setFailed(shown === null);
    if (shown !== null) setHtml(shown);
  }

  return (
    <section className="desk-panel" aria-labelledby="preview-title">
      <div className="desk-panel-head">
        <h2 id="preview-title">{texts.title}</h2>
        <button type="button" className="button calm" onClick={show}>
          {texts.button}
        </button>
      </div>
      <div aria-live="polite">
        {hasFailed && <p className="error">{texts.failed}</p>}
        {html === "" ? (
          <p className="desk-empty">{texts.empty}</p>
        ) : (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: made by markdownToHtml, which lets no HTML through.
          <div className="article" lang={lang} dangerouslySetInnerHTML={{ __html: html }} />
        )}
      </div>
    </section>
  );
}

async function fetchPreview(fields: Record<string, string>): Promise<string | null> {
  try {
    const answer = await fetch("/organize/contents/pages/preview", {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams(fields),
    });
    if (!answer.ok || answer.redirected) return null;
    return ((await answer.json()) as { html: string }).html;
  } catch {
    return null;
  }
}
