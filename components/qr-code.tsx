import { encode } from "uqr";

/** A QR code as one path, dark on light with the quiet zone that ISO/IEC 18004 asks for. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const d = data.map(rowPath).join("");
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={d} />
    </svg>
  );
}

/** The dark modules of a row, each run of them one rectangle. */
function rowPath(row: boolean[], y: number): string {
  let d = "";
  for (let x = 0; x < row.length; x++) {
    const start = x;
    while (row[x]) x++;
    if (x > start) d += `M${start} ${y}h${x - start}v1H${start}z`;
  }
  return d;
}
