import { Hatch } from "./place-map.tsx";

export type LegendProps = {
  id: string;
  label: string;
  /** One for each class: "2–5", and its shade. */
  steps: { text: string; shade: number }[];
  /** Where something on the map is hidden: "fewer than 5". */
  few?: string;
  none: string;
};

/** What the shades of a map mean. */
export function MapLegend({ id, label, steps, few, none }: LegendProps) {
  return (
    <ul className="map-legend" aria-label={label}>
      <Item name="none" text={none} />
      {few && <Item name="few" text={few} hatch={`${id}-key`} />}
      {steps.map(({ text, shade }) => (
        <Item key={text} name={String(shade)} text={text} />
      ))}
    </ul>
  );
}

function Item({ name, text, hatch }: { name: string; text: string; hatch?: string }) {
  return (
    <li>
      <svg className={`swatch shade-${name}`} viewBox="0 0 24 16" aria-hidden="true">
        {hatch && <Hatch id={hatch} size={6} />}
        <rect width="24" height="16" rx="3" fill={hatch && `url(#${hatch})`} />
      </svg>
      {text}
    </li>
  );
}
