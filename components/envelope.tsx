/** An envelope made of tally strokes: four for the sides, and the fifth, in gold, for the flap. */
export function Envelope() {
  return (
    <svg className="envelope" viewBox="0 0 120 84" aria-hidden="true" focusable="false">
      <path className="done" d="M8.5 6 7.6 79" />
      <path className="done" d="M4 76.6 116 75.8" />
      <path className="done" d="M111.6 78.5 112.3 5.4" />
      <path className="done" d="M115 9.4 4.6 9.9" />
      <path className="slash" d="M8.6 10.5 C34 30 48 42 59.5 48.5 C74 40 90 26 111.8 10" />
    </svg>
  );
}
