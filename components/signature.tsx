const FIRST =
  "M22 58c10-24 22-40 27-36 6 5-16 44-9 46 6 1 14-30 20-29 5 1-4 22 1 23 6 1 10-21 15-20 4 1-1 18 4 19 7 1 13-34 21-50 3-7 8-6 6 1-4 16-19 48-12 49 7 1 14-20 20-19 5 1-3 18 3 18 8 0 12-22 18-20 4 1 0 17 6 17 12 0 21-10 34-8";
const SECOND =
  "M208 66c16-34 40-58 50-54 9 4-30 50-20 54 9 3 22-36 31-33 7 2-8 28 0 30 9 2 17-27 24-25 6 2-3 22 4 23 10 2 20-38 34-52 6-6 11-2 7 6-8 18-27 44-18 47 10 3 22-22 32-20 6 2-2 15 5 16 12 1 24-12 40-16";

type Props = { label: string /** Whether the second signature draws itself, once. */; draws: boolean };

/** The ruled line with both signatures: the first in ink, the one that confirms it in gold. */
export function Signature({ label, draws }: Props) {
  return (
    <svg
      className={draws ? "signature draws" : "signature"}
      viewBox="0 0 420 92"
      role="img"
      aria-label={label}
    >
      <path className="rule" d="M4 76.5H416" />
      <path className="first" d={FIRST} />
      <path className="second" d={SECOND} pathLength={1} />
    </svg>
  );
}
