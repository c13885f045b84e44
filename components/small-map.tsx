type Props = {
  label: string;
  width: number;
  height: number;
  land: string;
  /** Outlines by class, `shade-3` or `lit`. */
  layers: { name: string; d: string }[];
};

/** A map to recognise, not to read: nothing on it is a link. */
export function SmallMap({ label, width, height, land, layers }: Props) {
  return (
    <svg className="map small-map" viewBox={`-2 -2 ${width + 4} ${height + 4}`} role="img" aria-label={label}>
      <path className="land" d={land} />
      {layers.map(({ name, d }) => (
        <path key={name} className={name} d={d} />
      ))}
    </svg>
  );
}
