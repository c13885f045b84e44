import type { ReactNode } from "react";
import { LiveCount } from "./live-count.tsx";
import { TallyProgress } from "./tally-progress.tsx";

type Props = {
  src?: string;
  count: number;
  shown: string;
  plural: "one" | "other";
  /** The way to the goal in tally strokes; left out where there was none. */
  strokes?: { made: number; goal: number; label: string; unit: string };
  words: { one: string; other: string; goal: string };
  /** Lines below. Digits in `<span data-figure="NAME">` are kept current with the number. */
  children?: ReactNode;
};

/** The number, what it counts, and how far it has come. */
export function CountFigure({ src, count, shown, plural, strokes, words, children }: Props) {
  return (
    <div className="figure grid gap-4">
      <div data-plural={plural}>
        <LiveCount src={src} value={count} shown={shown} />
        <p className="one mt-2 text-[length:var(--step-1)] leading-snug">{words.one}</p>
        <p className="other mt-2 text-[length:var(--step-1)] leading-snug">{words.other}</p>
        <p className="quiet">{words.goal}</p>
      </div>
      {strokes && (
        <>
          <TallyProgress count={strokes.made} goal={strokes.goal} label={strokes.label} />
          <p className="quiet small">{strokes.unit}</p>
        </>
      )}
      {children}
      {src && <script type="module" src="/islands/count.js" />}
    </div>
  );
}
