type Link = { href: string; label: string; lang?: string };

/** The foot of a public page: the page in its other languages, then what belongs to the whole site. */
export function PageFoot({ label, languages, links }: { label: string; languages: Link[]; links: Link[] }) {
  return (
    <footer className="foot no-print">
      <nav className="foot-row" aria-label={label}>
        {languages.map((link) => (
          <a key={link.href} href={link.href} lang={link.lang} hrefLang={link.lang}>
            {link.label}
          </a>
        ))}
        {links.map((link) => (
          <a key={link.href} href={link.href}>
            {link.label}
          </a>
        ))}
      </nav>
    </footer>
  );
}
