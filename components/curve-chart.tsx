import { line } from "d3-shape";
import { apart, type Curve, curveScales, type Outlook, type Size } from "./curve-scales.ts";

type Props = {
  id: string;
  curves: Curve[];
  goal: { value: number; label: string } | null;
  outlook?: Outlook | null;
  /** Length of the longest edition. */
  days: number;
  words: { title: string; desc: string; days: string; number: (value: number) => string };
};

/** Curves over the days of each edition, with their names at their ends. Drawn twice: letters keep their size on a phone. */
export function CurveChart({ id, ...props }: Props) {
  return (
    <figure className="curve">
      <Picture id={`${id}-narrow`} className="curve-narrow" size={{ width: 342, height: 300 }} {...props} />
      <Picture id={`${id}-wide`} className="curve-wide" size={{ width: 704, height: 400 }} {...props} />
    </figure>
  );
}

type PictureProps = Props & { className: string; size: Size };

function Picture({ id, className, size, curves, goal, outlook = null, days, words }: PictureProps) {
  const { x, y, showsGoal, xTicks, yTicks } = curveScales({
    curves,
    goal: goal?.value ?? null,
    outlook,
    days,
    size,
    number: words.number,
  });
  const path = line<Curve["points"][number]>(
    (point) => x(point.x),
    (point) => y(point.total),
  );
  const ends = curves.map(({ points }) => points.at(-1) ?? { x: 0, total: 0 });
  const heights = apart(
    ends.map(({ total }) => y(total)),
    17,
    y(0),
  );
  const right = x.range()[1] ?? size.width;
  return (
    <svg
      className={className}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{words.title}</title>
      <desc id={`${id}-desc`}>{words.desc}</desc>
      {yTicks.map((tick) => (
        <g key={tick}>
          <line className="grid-line" x1={x(0)} x2={right} y1={y(tick)} y2={y(tick)} />
          <text className="tick" textAnchor="end" x={x(0) - 8} y={y(tick) + 4}>
            {words.number(tick)}
          </text>
        </g>
      ))}
      <line className="axis" x1={x(0)} x2={right} y1={y(0)} y2={y(0)} />
      <text className="tick" textAnchor="end" x={x(0) - 8} y={y(0) + 20}>
        {words.days}
      </text>
      {xTicks.map((tick) => (
        <text key={tick} className="tick" textAnchor="middle" x={x(tick)} y={y(0) + 20}>
          {words.number(tick)}
        </text>
      ))}
      {goal && <Goal label={goal.label} y={showsGoal ? y(goal.value) : null} left={x(0)} right={right} />}
      {outlook && (
        <Fan
          {...outlook}
          from={curves.find(({ isMain }) => isMain)?.points.at(-1)}
          x={x}
          y={y}
          at={outlook.x}
        />
      )}
      {curves
        .toSorted((a, b) => Number(a.isMain) - Number(b.isMain))
        .map(({ key, points, isMain, isPace }) => (
          <path key={key} className={isMain ? "main" : isPace ? "pace" : "other"} d={path(points) ?? ""} />
        ))}
      {curves.map(({ key, label, isMain, isPace }, index) => {
        if (isPace) return null;
        const end = ends[index] ?? { x: 0, total: 0 };
        return (
          <g key={key} className={isMain ? "end main-end" : "end"}>
            <circle cx={x(end.x)} cy={y(end.total)} r={isMain ? 5 : 2.5} />
            <text x={x(end.x) + 10} y={(heights[index] ?? 0) + 5}>
              {label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

type FanProps = Pick<Outlook, "low" | "high" | "label"> & {
  from: Curve["points"][number] | undefined;
  x: (day: number) => number;
  y: (total: number) => number;
  at: number;
};

/** From where the count stands to where it may be. */
function Fan({ from, low, high, label, x, y, at }: FanProps) {
  if (!from) return null;
  const corners = [
    [from.x, from.total],
    [at, high],
    [at, low],
  ].map(([day = 0, total = 0]) => `${x(day)},${y(total)}`);
  return (
    <polygon className="outlook" points={corners.join(" ")}>
      <title>{label}</title>
    </polygon>
  );
}

/** The goal's line; where it lies far above the curves, its name with an arrow at the upper edge. */
function Goal({ label, y, left, right }: { label: string; y: number | null; left: number; right: number }) {
  if (y === null)
    return (
      <text className="goal-label" textAnchor="end" x={right} y={16}>
        {`↑ ${label}`}
      </text>
    );
  return (
    <g>
      <line className="goal-line" x1={left} x2={right} y1={y} y2={y} />
      <text className="goal-label" textAnchor="end" x={right} y={y - 7}>
        {label}
      </text>
    </g>
  );
}
