"use client";

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { EditAnswer } from "#lib/organizers/editing/answer-edit.ts";
import { ConflictPanel } from "./conflict-panel.tsx";
import { clearProblems, markProblems, setField } from "./form-fields.ts";

type Props = {
  texts: Record<
    | "problemsTitle"
    | "problemsText"
    | "saving"
    | "conflictTitle"
    | "conflictSame"
    | "field"
    | "mine"
    | "theirs"
    | "takeTheirs"
    | "takeTheirsOf"
    | "overwrite"
    | "keep"
    | "empty"
    | "failed",
    string
  >;
  signedOut: ReactNode;
  action: string;
  revision: number;
  keep: string;
  save: string;
  beside?: ReactNode;
  className?: string;
  children: ReactNode;
};
type Refused = Exclude<EditAnswer, { to: string }>;

/** The form itself, with script. What it shows on top takes focus, so that nobody misses it. */
export function LiveForm({
  texts,
  signedOut,
  action,
  revision,
  keep,
  save,
  beside,
  className,
  children,
}: Props) {
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState<Refused | "failed" | "signedOut" | null>(null);
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    if (said) notice.current?.focus();
  }, [said]);

  async function send(event: FormEvent<HTMLFormElement>) {
    // A button that leads elsewhere, to a preview, is the browser's.
    if (submitterOf(event)?.hasAttribute("formaction")) return;
    event.preventDefault();
    if (isBusy) return;
    const element = event.currentTarget;
    const body = new URLSearchParams(entriesOf(element, submitterOf(event)));
    clearProblems(element);
    hideEarlierNews();
    setSaid(null);
    setBusy(true);
    const answer = await post(action, body);
    if (typeof answer === "object" && "to" in answer) return goTo(answer.to);
    setBusy(false);
    if (typeof answer === "object" && "problems" in answer) markProblems(element, answer.problems);
    setSaid(answer);
  }

  function overwrite(revisionNow: string) {
    if (!form.current) return;
    setField(form.current, "revision", revisionNow);
    form.current.requestSubmit();
  }

  return (
    <form method="post" action={action} ref={form} onSubmit={send} className={className ?? "edit-form"}>
      <input type="hidden" name="revision" defaultValue={revision} />
      {said !== null && (
        <div className="edit-notice" ref={notice} role="alert" tabIndex={-1}>
          {said === "failed" && <p>{texts.failed}</p>}
          {said === "signedOut" && <p>{signedOut}</p>}
          {typeof said === "object" && "problems" in said && (
            <>
              <h2>{texts.problemsTitle}</h2>
              <ul>
                {said.problems.map(({ field, text }) => (
                  <li key={`${field} ${text}`}>
                    {field === "form" ? text : <a href={`#${field}`}>{text}</a>}
                  </li>
                ))}
              </ul>
              <p className="quiet">{texts.problemsText}</p>
            </>
          )}
          {typeof said === "object" && "conflict" in said && (
            <ConflictPanel
              {...said}
              texts={texts}
              keep={keep}
              take={(row) => form.current && setField(form.current, row.name, row.value)}
              overwrite={overwrite}
            />
          )}
        </div>
      )}
      {children}
      <div className="edit-buttons">
        <button className="button" type="submit" disabled={isBusy}>
          {isBusy ? texts.saving : save}
        </button>
        {beside}
      </div>
    </form>
  );
}

/** What the page said of the save before is not true of this one. */
function hideEarlierNews(): void {
  for (const news of document.querySelectorAll<HTMLElement>('.desk-said[role="status"]')) news.hidden = true;
}

/** A field's text alone: what is uploaded goes by a form of its own. */
function entriesOf(form: HTMLFormElement, submitter: HTMLElement | null): [string, string][] {
  return [...new FormData(form, submitter)].flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as [string, string]] : [],
  );
}

function submitterOf(event: FormEvent): HTMLElement | null {
  return (event.nativeEvent as SubmitEvent).submitter;
}

/** Whoever was signed out meanwhile is led to another page: what he typed stays. */
async function post(action: string, body: URLSearchParams): Promise<EditAnswer | "failed" | "signedOut"> {
  try {
    const answer = await fetch(action, { method: "POST", headers: { accept: "application/json" }, body });
    if (answer.redirected) return "signedOut";
    return [200, 409, 422].includes(answer.status) ? ((await answer.json()) as EditAnswer) : "failed";
  } catch {
    return "failed";
  }
}

/** An address that differs in its fragment alone would not be read again. */
function goTo(address: string): void {
  const to = new URL(address, location.href);
  const isHere = to.pathname + to.search === location.pathname + location.search;
  location.assign(to);
  if (isHere && to.hash) location.reload();
}
