/** A row of links to pages that belong together. */
export function PageLinks({ label, links }: { label: string; links: { href: string; label: string }[] }) {
  return (
    <nav className="page-links" aria-label={label}>
      {links.map((link) => (
        <a key={link.href} href={link.href}>
          {link.label}
        </a>
      ))}
    </nav>
  );
}
