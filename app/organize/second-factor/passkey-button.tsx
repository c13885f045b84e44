"use client";

import { browserSupportsWebAuthn, startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { type FormEvent, useState } from "react";
import type { passkeyWords } from "./passkey-words.ts";

type Problem = "wrong" | "over" | "stale" | "none";
type Props = {
  purpose: "add" | "show";
  /** Where to go on once it was shown; null for the desk itself. */
  next: string | null;
  label: string;
  words: ReturnType<typeof passkeyWords>;
};

/** Makes a passkey, or shows one. It is the one part of signing in that cannot work without script, and says so. */
export function PasskeyButton({ purpose, next, label, words }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);

  const act = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "");
    setProblem(null);
    setBusy(true);
    const outcome = await ceremony(purpose, name, next);
    if (outcome.next) return location.assign(outcome.next);
    setProblem(outcome.problem ?? "wrong");
    setBusy(false);
  };

  return (
    <form onSubmit={act}>
      {purpose === "add" && (
        <div className="field">
          <label className="label" htmlFor="passkey-name">
            {words.name}
          </label>
          <p className="help" id="passkey-name-help">
            {words.nameHelp}
          </p>
          <input
            className="input"
            id="passkey-name"
            name="name"
            maxLength={60}
            autoComplete="off"
            aria-describedby="passkey-name-help"
          />
        </div>
      )}
      {problem && (
        <p className="error" role="alert">
          {words[problem]}
        </p>
      )}
      <button className="button" type="submit" disabled={isBusy}>
        {isBusy ? words.busy : label}
      </button>
      <noscript>
        <p className="help">{words.script}</p>
      </noscript>
    </form>
  );
}

/** Asks the server what to ask for, the browser for it, and the server whether it is right. */
async function ceremony(
  purpose: "add" | "show",
  name: string,
  next: string | null,
): Promise<{ next?: string; problem?: Problem }> {
  if (!browserSupportsWebAuthn()) return { problem: "none" };
  try {
    const asked = await post("options", { purpose });
    if (!asked.ok)
      return { problem: asked.status === 401 ? "over" : asked.status === 422 ? "stale" : "wrong" };
    const options = await asked.json();
    const response =
      purpose === "add"
        ? await startRegistration({ optionsJSON: options })
        : await startAuthentication({ optionsJSON: options });
    const answer = await (await post("answer", { purpose, name, next, response })).json();
    return { next: answer.next, problem: answer.reason };
  } catch {
    // He closed the browser's window, the key does not fit, or the network is away.
    return { problem: "wrong" };
  }
}

function post(what: "options" | "answer", body: object): Promise<Response> {
  return fetch(`/organize/second-factor/passkey/${what}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
