import { TallyGroup } from "./tally-group.tsx";

type Props = { count: number; goal: number /** "48,213 of 75,000" */; label: string };

/** The way to a goal in tally strokes, each standing for `strokeUnit(goal)`. */
export function TallyProgress({ count, goal, label }: Props) {
  const unit = strokeUnit(goal);
  const groups = Math.ceil(goal / unit / 5);
  const starts = Array.from({ length: groups }, (_, group) => group * 5);
  const made = Math.min(count / unit, groups * 5);
  return (
    <div className="tally-row" role="img" aria-label={label}>
      {starts.map((start) => (
        <TallyGroup key={start} done={made - start} hand={start / 5} />
      ))}
    </div>
  );
}

/** How many one stroke stands for: 1, 2 or 5 times a power of ten, so that the goal takes at most 100 strokes. */
export function strokeUnit(goal: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of [1, 2, 5]) if (goal / (step * power) <= 100) return step * power;
  }
}
