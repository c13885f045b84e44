"use client";

import { type FormEvent, type ReactNode, useState } from "react";

type Props = {
  /** Bytes; what is larger is not sent at all. */
  limit: number;
  texts: Record<"button" | "uploading" | "failed" | "tooLarge", string>;
  children: ReactNode;
};

/** Says how far a large file has come. Without script the browser sends the form by itself. */
export function UploadForm({ limit, texts, children }: Props) {
  const [percent, setPercent] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  function send(event: FormEvent<HTMLFormElement>) {
    const form = event.currentTarget;
    const file = new FormData(form).get("file");
    event.preventDefault();
    if (file instanceof File && file.size > limit) return setProblem(texts.tooLarge);
    setProblem(null);
    setPercent(0);
    const request = new XMLHttpRequest();
    const failed = () => {
      setPercent(null);
      setProblem(texts.failed);
    };
    request.upload.onprogress = ({ loaded, total }) => setPercent(Math.floor((loaded * 100) / total));
    // It has followed the redirect: what it arrived at is the page to show.
    request.onload = () => (request.status < 400 ? location.assign(request.responseURL) : failed());
    request.onerror = failed;
    request.open("POST", form.action);
    request.send(new FormData(form));
  }

  return (
    <form
      method="post"
      action="/organize/look/upload"
      encType="multipart/form-data"
      className="edit-form"
      onSubmit={send}
    >
      {problem && (
        <p className="error" role="alert">
          {problem}
        </p>
      )}
      {children}
      <div className="edit-buttons">
        <button className="button calm" type="submit" disabled={percent !== null}>
          {texts.button}
        </button>
        {percent !== null && (
          <span className="look-progress" role="status">
            <progress max={100} value={percent} aria-hidden="true" />
            {texts.uploading.replace("{percent}", String(percent))}
          </span>
        )}
      </div>
    </form>
  );
}
