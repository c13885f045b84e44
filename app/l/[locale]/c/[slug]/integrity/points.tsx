/** A heading and what is to be said under it, point by point. */
export function Points({ id, title, points }: { id: string; title: string; points: string[] }) {
  return (
    <section className="grid gap-3" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="grid list-disc gap-2 ps-5">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}
