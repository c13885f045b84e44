"use client";

import { useEffect, useState } from "react";
import type { TaskView } from "#lib/organizers/task-view.ts";

/** Between two questions, in milliseconds. */
const PAUSE = 2_000;

type Props = { src: string; label: string; view: TaskView };

/** The bar and its words; they are asked for again while the task goes on and somebody looks at the page. */
export function TaskLive({ src, label, view }: Props) {
  const now = useTask(src, view);
  return (
    <div className={`task-live ${now.state}`}>
      {!now.isOver && <progress max={100} value={now.percent ?? undefined} aria-label={label} />}
      <p>
        <span className="task-said">{now.said}</span>{" "}
        {now.left && <span className="desk-note">{now.left}</span>}
      </p>
    </div>
  );
}

function useTask(src: string, first: TaskView): TaskView {
  const [view, setView] = useState(first);
  useEffect(() => {
    if (first.isOver) return;
    const asking = setInterval(async () => {
      if (document.hidden) return;
      const next = await ask(src);
      if (!next) return;
      setView(next);
      // What came of it is shown by the page itself.
      if (next.isOver) {
        clearInterval(asking);
        location.reload();
      }
    }, PAUSE);
    return () => clearInterval(asking);
  }, [src, first.isOver]);
  return view;
}

/** Null where the answer does not come just now: the next question may be answered. */
async function ask(src: string): Promise<TaskView | null> {
  try {
    const answer = await fetch(src, { headers: { accept: "application/json" }, cache: "no-store" });
    return answer.ok ? ((await answer.json()) as TaskView) : null;
  } catch {
    return null;
  }
}
