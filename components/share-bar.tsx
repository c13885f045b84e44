/** How much of a whole a row has, in the table's own ink. The number beside it says the same. */
export function ShareBar({ part, of }: { part: number; of: number }) {
  const width = of > 0 ? Math.min(100, Math.max(0, (part / of) * 100)) : 0;
  return (
    <svg className="share-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect className="whole" width="100" height="4" />
      <rect width={width} height="4" />
    </svg>
  );
}
