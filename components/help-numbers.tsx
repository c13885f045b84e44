type Line = { who: string; number: string; call: string; more?: string };
type Props = {
  title: string;
  lines: Line[];
  note: string;
  link?: { href: string; label: string };
  id: string;
};

/** Whom to call, and the plain word that nobody watches this site. */
export function HelpNumbers({ title, lines, note, link, id }: Props) {
  return (
    <section className="grid gap-3" aria-labelledby={id}>
      <h2 id={id} className="text-[length:var(--step-1)]">
        {title}
      </h2>
      <dl className="grid gap-3">
        {lines.map((line) => (
          <div key={line.call}>
            <dt className="quiet small">{line.who}</dt>
            <dd>
              <a className="inline-flex min-h-11 items-center font-semibold" href={`tel:${line.call}`}>
                {line.number}
              </a>
              {line.more && <p className="small quiet">{line.more}</p>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="small quiet">
        {note} {link && <a href={link.href}>{link.label}</a>}
      </p>
    </section>
  );
}
