export type MapPlace = {
  code: string;
  d: string;
  /** From 0 to 4, the more the darker; `few` where the figure is hidden. */
  shade: number | "few";
  href: string;
  /** "Wisconsin: 6 men" */
  name: string;
};
export type MapSquare = Omit<MapPlace, "d" | "shade" | "href"> & { short: string } & (
    | Pick<MapPlace, "shade" | "href">
    | { shade: "none"; href?: undefined }
  );
export type MapProps = {
  id: string;
  label: string;
  width: number;
  height: number;
  /** Outlines of everything without a figure. */
  land: string;
  places: MapPlace[];
  /** Places without a shape, in a row below. */
  squares?: MapSquare[];
};

/** How wide a square and its gap are, of a map that is 1,950 wide: wide enough for a thumb on a phone. */
const SQUARE = 150;
const GAP = 40;

/** A map of figures. What has one is a link with a name, so that it is reached and read without seeing the map. */
export function PlaceMap({ id, label, width, height, land, places, squares = [] }: MapProps) {
  const row = squares.length > 0 ? SQUARE + GAP : 0;
  const hatch = `${id}-hatch`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no picture
    <svg className="map" viewBox={`-6 -6 ${width + 12} ${height + row + 12}`} role="group" aria-label={label}>
      <Hatch id={hatch} size={width / 75} />
      <path className="land" d={land} />
      {places.map(({ code, d, shade, href, name }) => (
        <a href={href} key={code} className={`at-${code} shade-${shade}`}>
          <title>{name}</title>
          <path d={d} fill={shade === "few" ? `url(#${hatch})` : undefined} />
        </a>
      ))}
      {squares.map((square, i) => (
        <Square key={square.code} square={square} x={i * (SQUARE + GAP)} y={height + GAP} hatch={hatch} />
      ))}
    </svg>
  );
}

function Square({ square, x, y, hatch }: { square: MapSquare; x: number; y: number; hatch: string }) {
  const { code, short, shade, href, name } = square;
  const box = (
    <rect
      x={x}
      y={y}
      width={SQUARE}
      height={SQUARE}
      rx="12"
      fill={shade === "few" ? `url(#${hatch})` : undefined}
    />
  );
  const text = (
    <text x={x + SQUARE / 2} y={y + SQUARE / 2} className="square-name">
      {short}
    </text>
  );
  if (href === undefined)
    return (
      <g className="land">
        {box}
        {text}
      </g>
    );
  return (
    <a href={href} className={`at-${code} shade-${shade}`}>
      <title>{name}</title>
      {box}
      {text}
    </a>
  );
}

/** Slanting lines for what is hidden: told apart from every shade without seeing colour. */
export function Hatch({ id, size }: { id: string; size: number }) {
  return (
    <defs>
      <pattern id={id} width={size} height={size} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="hatch-ground" width={size} height={size} />
        <rect className="hatch-line" width={size * 0.36} height={size} />
      </pattern>
    </defs>
  );
}
