export type PlaceRow = {
  code: string;
  name: string;
  /** "state", "country"; may be empty. */
  kind: string;
  href?: string;
  count: string;
  share: string;
};
type Column = { label: string; sort: "ascending" | "descending" | null; href: string };
type Props = {
  id: string;
  caption: string;
  columns: { name: Column | string; count: Column | string; share: string };
  rows: PlaceRow[];
};

/** Every place with a figure. Heads that are links lead to the same table in the other order, so that sorting needs no script. */
export function PlaceTable({ id, caption, columns, rows }: Props) {
  return (
    <table className="place-table" id={id}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <Head column={columns.name} />
          <Head column={columns.count} />
          <th scope="col">{columns.share}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, name, kind, href, count, share }) => (
          <tr key={code} className={`at-${code}`}>
            <th scope="row">
              {href ? <a href={href}>{name}</a> : <span>{name}</span>} {kind && <small>{kind}</small>}
            </th>
            <td>{count}</td>
            <td>{share}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Head({ column }: { column: Column | string }) {
  if (typeof column === "string") return <th scope="col">{column}</th>;
  const { label, sort, href } = column;
  return (
    <th scope="col" aria-sort={sort ?? "none"}>
      <a href={href}>
        {label}
        <span aria-hidden="true">{sort === null ? " ↕" : sort === "ascending" ? " ↑" : " ↓"}</span>
      </a>
    </th>
  );
}
