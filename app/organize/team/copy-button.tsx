"use client";

import { useEffect, useState } from "react";

/** Copies a text. Where nothing can copy (no script, no TLS) there is no button: the text stands beside it. */
export function CopyButton({ text, label, done }: { text: string; label: string; done: string }) {
  const [canCopy, setCanCopy] = useState(false);
  const [isDone, setIsDone] = useState(false);
  useEffect(() => setCanCopy(Boolean(navigator.clipboard)), []);
  if (!canCopy) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setIsDone(true),
      () => setIsDone(false),
    );
  return (
    <p className="team-copy">
      <button className="button calm" type="button" onClick={copy}>
        {label}
      </button>
      <span role="status">{isDone ? done : ""}</span>
    </p>
  );
}
