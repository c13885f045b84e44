/**
 * Claims about trafficking that go round and are not true. They are told everywhere in good faith, so a fact that says one of
 * them is refused by name; `contents.debunked` in messages/ has the reason for each.
 */
export type Debunked = "children300k" | "age13" | "runaways48" | "superBowl" | "everySeconds";

/** Each claim: every pattern of one of its lists must be found. Texts come here without accents and in lower case. */
const CLAIMS: readonly { claim: Debunked; all: readonly RegExp[] }[] = [
  {
    claim: "children300k",
    all: [
      /\b300[., ]?000\b|\b300 ?(k|mil)\b|\bthree hundred thousand\b|\btrescient[ao]s mil\b/,
      /\b(child(ren)?|minors?|kids?|youths?|girls?|american|nin[oa]s?|menor(es)?|adolescentes|jovenes)\b/,
    ],
  },
  {
    claim: "age13",
    all: [
      /\b(average|mean|median|typical|promedio|media|tipica)\b/,
      /\b(age|aged|years? old|edad|anos)\b/,
      /\b(1[1-4]|eleven|twelve|thirteen|fourteen|once|doce|trece|catorce)\b/,
      /\b(entry|enter(s|ed|ing)?|first|start(s|ed|ing)?|begin(s|ning)?|recruit\w*|lured|sold|entrada|ingreso|ingresan?|entran?|inici\w+|empiezan?|comienzan?|captad[ao]s?|primera vez)\b/,
    ],
  },
  {
    claim: "runaways48",
    all: [
      /\b(48|forty[- ]eight|cuarenta y ocho) (hours?|horas?)\b|\b(two|2|dos) (days|dias)\b/,
      /\b(runaways?|run(s|ning)? away|ran away|leav(e|es|ing) home|homeless|fug\w+|huy\w+|huid\w+|escap\w+)\b/,
      /\b(traffick\w*|approach\w*|lured|recruit\w*|solicit\w*|exploit\w*|pimps?|trata|trat[ao]nt\w*|trafic\w*|captad[ao]s?|explota\w*|abordad[ao]s?|reclutad[ao]s?)\b/,
    ],
  },
  {
    claim: "superBowl",
    all: [
      /\b(super ?bowl|world cup|olympics?|olympic games|copa mundial|mundial de futbol|juegos olimpicos|olimpiadas|supertazon)\b/,
      /\b(largest|biggest|spikes?|surges?|increas\w*|ris(e|es|ing)|more|thousands?|single|jumps?|soars?|mayor|aument\w*|sub(e|en|ida)|crece|increment\w*|miles|dispara\w*|mas)\b/,
    ],
  },
  {
    claim: "everySeconds",
    all: [
      /\b(every|each|cada) (\S+ )?(few |pocos )?(seconds?|minutes?|segundos?|minutos?)\b|\bevery (\S+[- ])?\S+ (seconds?|minutes?)\b/,
    ],
  },
];

/** The claim that a text makes, or null. It looks for words that belong together, so a careful sentence can hold one of them. */
export function debunkedClaim(text: string): Debunked | null {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
  return CLAIMS.find(({ all }) => all.every((pattern) => pattern.test(plain)))?.claim ?? null;
}
