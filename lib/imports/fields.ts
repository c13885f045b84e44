/** What a column of a list can be, in the order in which they are offered. */
export const FIELDS = [
  "name",
  "first_name",
  "last_name",
  "email",
  "birth_year",
  "country",
  "region",
  "county",
  "stance",
  "display",
  "lang",
  "news",
  "renew",
  "agreed_at",
  "team",
  "event",
] as const;
export type Field = (typeof FIELDS)[number];

/** Which column (from 0) is which field, whether the first row has their names, and what holds where the list says nothing. */
export type Mapping = {
  hasHeader: boolean;
  columns: Partial<Record<Field, number>>;
  country: string;
  region: string | null;
  lang: string;
  stance: "man" | "supporter";
};

/** How lists call it, as `plain` has it; earlier ones go first. Our own export is among them. */
const CALLED: Record<Field, string[]> = {
  name: ["name", "full name", "nombre completo", "nombre y apellido", "nombre", "signer", "pledger"],
  first_name: ["first name", "firstname", "given name", "first", "primer nombre", "nombres"],
  last_name: ["last name", "lastname", "surname", "family name", "last", "apellido", "apellidos"],
  email: ["email", "e mail", "email address", "e mail address", "mail", "correo", "correo electronico"],
  birth_year: [
    "birth year",
    "year of birth",
    "born",
    "yob",
    "ano de nacimiento",
    "birth date",
    "birthdate",
    "date of birth",
    "dob",
    "birthday",
    "fecha de nacimiento",
  ],
  country: ["country", "country code", "pais"],
  region: ["region", "state", "state province", "province", "estado", "provincia"],
  county: ["county", "condado"],
  stance: ["stance", "kind", "signs as"],
  display: ["display", "show name", "public name"],
  lang: ["lang", "language", "idioma"],
  news: ["news", "newsletter", "updates", "subscribe", "noticias", "boletin"],
  renew: ["renew", "next year"],
  agreed_at: [
    "agreed at",
    "signed at",
    "signed on",
    "date signed",
    "signed",
    "date",
    "fecha",
    "fecha de firma",
    "timestamp",
  ],
  team: ["team", "group", "equipo", "grupo"],
  event: ["event", "evento"],
};

/** Whether a first row looks like names of columns, and which field each is. */
export function guessColumns(first: string[]): Pick<Mapping, "hasHeader" | "columns"> {
  const names = first.map(plain);
  const columns: Partial<Record<Field, number>> = {};
  const taken = new Set<number>();
  for (const field of FIELDS) {
    const at = CALLED[field]
      .map((called) => names.indexOf(called))
      .find((index) => index >= 0 && !taken.has(index));
    if (at === undefined) continue;
    columns[field] = at;
    taken.add(at);
  }
  // A whole name beside its parts: the parts are not needed.
  if (columns.name !== undefined && columns.last_name !== undefined && columns.first_name === undefined) {
    columns.first_name = columns.name;
    delete columns.name;
  } else if (columns.name !== undefined) {
    delete columns.first_name;
    delete columns.last_name;
  }
  return { hasHeader: taken.size > 0, columns };
}

export type MappingProblem = "name" | "birth_year" | "twice";

/** What a mapping lacks; null where a list can be read by it. */
export function mappingProblem({ columns }: Pick<Mapping, "columns">): MappingProblem | null {
  if (columns.name === undefined && columns.last_name === undefined) return "name";
  if (columns.birth_year === undefined) return "birth_year";
  const used = Object.values(columns);
  return new Set(used).size < used.length ? "twice" : null;
}

/** Small letters and single spaces, without accents. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036F]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
