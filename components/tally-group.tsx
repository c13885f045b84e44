/** Four strokes and the slash, drawn by hand in three ways so that a row of them does not look stamped. */
const HANDS: readonly (readonly string[])[] = [
  ["M4 4.2 3.6 20", "M9.2 3.6 9 20.4", "M14.3 4.4 14.2 20", "M19.6 3.8 19.2 20.2", "M1 17.6 23 6.4"],
  ["M4.3 3.8 4 20.3", "M9.4 4.4 8.8 20", "M14.6 3.7 14.4 20.4", "M19.3 4.3 19.5 19.8", "M1.2 16.6 22.8 7.6"],
  ["M3.8 4.5 4.1 20.2", "M9 3.9 9.3 19.8", "M14.1 4.1 13.8 20.3", "M19.4 3.6 19 20", "M.8 18.2 23.2 5.8"],
];

type Props = {
  /** Strokes made, 0 to 5; a fraction draws part of the last one. */ done?: number;
  hand?: number;
};

/** One group of five tally strokes, decorative: the words beside it carry the number. */
export function TallyGroup({ done = 5, hand = 0 }: Props) {
  const strokes = HANDS[hand % HANDS.length] ?? [];
  const waiting = strokes.filter((_, index) => done < index + 1);
  const made = strokes.filter((_, index) => done > index);
  return (
    <svg className="tally" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {waiting.length > 0 && <path className="todo" d={waiting.join("")} />}
      {made.map((d, index) => (
        <Stroke key={d} d={d} share={Math.min(1, done - index)} slash={index === 4} />
      ))}
    </svg>
  );
}

function Stroke({ d, share, slash }: { d: string; share: number; slash: boolean }) {
  const part = share < 1 ? { pathLength: 1, strokeDasharray: `${share.toFixed(2)} 2` } : {};
  return <path className={slash ? "done slash" : "done"} d={d} {...part} />;
}

/** A hairline with one group in its middle, between sections. */
export function TallyRule() {
  return (
    <div className="tally-rule" aria-hidden="true">
      <TallyGroup />
    </div>
  );
}
