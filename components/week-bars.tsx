type Bar = { key: string; outer: number; inner: number };
type Props = {
  id: string;
  title: string;
  desc: string;
  bars: Bar[];
  /** What stands under the first bar and under the last. */
  ends: [string, string];
  /** The highest value, as it is written. */
  highest: string;
};

const [WIDTH, HEIGHT, TOP, BOTTOM] = [360, 190, 24, 26];

/** A picture of pairs: an outline and, in front of it, what is filled. The table beside it says the same in numbers. */
export function WeekBars({ id, title, desc, bars, ends, highest }: Props) {
  const most = Math.max(1, ...bars.flatMap(({ outer, inner }) => [outer, inner]));
  const step = WIDTH / Math.max(bars.length, 4);
  const height = (value: number) => (value / most) * (HEIGHT - TOP - BOTTOM);
  const floor = HEIGHT - BOTTOM;
  const middle = (index: number) => step * index + step / 2;
  return (
    <svg
      className="week-bars"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{desc}</desc>
      <line className="ceiling" x1={0} x2={WIDTH} y1={TOP} y2={TOP} />
      <text x={0} y={TOP - 8}>
        {highest}
      </text>
      {bars.map(({ key, outer, inner }, index) => (
        <g key={key}>
          <rect
            className="outer"
            x={step * index + step * 0.16}
            y={floor - height(outer)}
            width={step * 0.68}
            height={height(outer)}
          />
          <rect
            className="inner"
            x={step * index + step * 0.3}
            y={floor - height(inner)}
            width={step * 0.4}
            height={height(inner)}
          />
        </g>
      ))}
      <line className="floor" x1={0} x2={WIDTH} y1={floor} y2={floor} />
      <text x={0} y={HEIGHT - 8}>
        {ends[0]}
      </text>
      {bars.length > 1 && (
        <text x={Math.max(middle(bars.length - 1) + step / 2, 140)} y={HEIGHT - 8} textAnchor="end">
          {ends[1]}
        </text>
      )}
    </svg>
  );
}
