import { TallyGroup } from "./tally-group.tsx";

type Step = { title: string; text: string };

/** Numbered steps; the number is shown as that many strokes. */
export function Steps({ id, title, steps }: { id: string; title: string; steps: Step[] }) {
  return (
    <section className="grid gap-6" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ol className="steps">
        {steps.map((step, index) => (
          <li key={step.title}>
            <TallyGroup done={index + 1} hand={index} />
            <div>
              <h3>{step.title}</h3>
              <p className="quiet">{step.text}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
