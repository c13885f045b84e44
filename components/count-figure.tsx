import type { ReactNode } from "react";
import { LiveCount } from "./live-count.tsx";
import { TallyProgress } from "./tally-progress.tsx";

type Props = {
  src?: string;
  count: number;
  shown: string;
  plural: "one" | "other";
  goal: number;
  words: { one: string; other: string; goal: string; progress: string; unit: string };
  /** Lines below. Digits in `<span data-figure="NAME">` are kept current with the number. */
  children?: ReactNode;
};

/** The number, what it counts, and how far it has come. */
export function CountFigure({ src, count, shown, plural, goal, words, children }: Props) {
  return (
    <div className="figure grid gap-4">
      <div data-plural={plural}>
        <LiveCount src={src} value={count} shown={shown} />
        <p className="one mt-2 text-[length:var(--step-1)] leading-snug">{words.one}</p>
        <p className="other mt-2 text-[length:var(--step-1)] leading-snug">{words.other}</p>
        <p className="quiet">{words.goal}</p>
      </div>
      <TallyProgress count={count} goal={goal} label={words.progress} />
      <p className="quiet small">{words.unit}</p>
      {children}
      {src && <script type="module" src="/islands/count.js" />}
    </div>
  );
}
