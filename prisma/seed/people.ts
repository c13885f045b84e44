/** The people of the sample campaign: names, places and choices that show the product at work. All are invented. */
type Person = {
  name: string;
  birth_year: number;
  region: string;
  country?: string;
  county?: string;
  stance?: "supporter";
  display?: "full" | "initial";
  lang?: "es";
  news?: true;
  renew?: true;
  /** Signed and has not opened his mail yet. */
  waits?: true;
  /** Whose share link brought him. */
  broughtBy?: string;
  /** Signed with it. */
  team?: "lakeshore";
};

export const PEOPLE: Person[] = [
  {
    name: "Walter Jansen",
    birth_year: 1958,
    region: "US-WI",
    county: "55079",
    display: "full",
    news: true,
    renew: true,
  },
  {
    name: "Marcus Bell",
    birth_year: 1979,
    region: "US-WI",
    county: "55079",
    display: "full",
    broughtBy: "Walter Jansen",
  },
  {
    name: "Luis Ortega",
    birth_year: 1985,
    region: "US-WI",
    county: "55133",
    lang: "es",
    team: "lakeshore",
    broughtBy: "Walter Jansen",
  },
  {
    name: "Tou Vang",
    birth_year: 1991,
    region: "US-WI",
    county: "55025",
    display: "initial",
    broughtBy: "Marcus Bell",
  },
  { name: "Deacon Ray Thomas", birth_year: 1949, region: "US-IL", display: "full", renew: true },
  { name: "Peter Novak", birth_year: 1972, region: "US-WI", county: "55025", team: "lakeshore" },
  { name: "Ahmed El-Sayed", birth_year: 1988, region: "US-MN", display: "initial", broughtBy: "Tou Vang" },
  { name: "Jonah Whitfield", birth_year: 2009, region: "US-WI", county: "55079", broughtBy: "Marcus Bell" },
  { name: "Carlos Rivera Soto", birth_year: 1966, region: "US-PR", lang: "es" },
  { name: "Nathaniel Okafor", birth_year: 1994, region: "US-IL", news: true, broughtBy: "Deacon Ray Thomas" },
  { name: "Ian MacLeod", birth_year: 1970, country: "CA", region: "CA-ON" },
  {
    name: "Ruth Jansen",
    birth_year: 1960,
    region: "US-WI",
    county: "55079",
    stance: "supporter",
    display: "full",
  },
  { name: "Grant Olson", birth_year: 1983, region: "US-MI", waits: true },
];
