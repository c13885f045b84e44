type Line = {
  who: string;
  /** The language of `who`, where it is not the page's. */
  lang?: string;
  /** As it is printed, and as it is dialled. */
  number?: string;
  call?: string;
  /** A number to text to, where nobody can be called. */
  text?: string;
  more?: string;
  web?: { href: string; label: string };
};
type Props = {
  title: string;
  lines: Line[];
  note: string;
  link?: { href: string; label: string };
  id: string;
};

const REACH = "inline-flex min-h-11 items-center font-semibold";

/** Whom to call, and the plain word that nobody watches this site. */
export function HelpNumbers({ title, lines, note, link, id }: Props) {
  return (
    <section className="grid gap-3" aria-labelledby={id}>
      <h2 id={id} className="text-[length:var(--step-1)]">
        {title}
      </h2>
      <dl className="grid gap-3">
        {lines.map((line) => (
          <div key={`${line.call} ${line.who}`}>
            <dt className="quiet small" lang={line.lang}>
              {line.who}
            </dt>
            <dd>
              {line.number && (
                <a className={REACH} href={`tel:${line.call}`}>
                  {line.number}
                </a>
              )}
              {line.text && (
                <a className={REACH} href={`sms:${line.text}`}>
                  {line.text}
                </a>
              )}
              {line.web && !line.number && !line.text && (
                <a className={REACH} href={line.web.href} rel="external noreferrer">
                  {line.web.label}
                </a>
              )}
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
