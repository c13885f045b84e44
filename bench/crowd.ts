/** Who signs in the benchmark of the desk: names and addresses as they are spread among people, sealed once and used for many. */
import { newDataKey, seal } from "#lib/crypto.ts";
import { nameKeys } from "#lib/pledges/sign.ts";

/** The more frequent first: the n-th is taken about 1/n times as often as the first. */
const FIRST =
  "James Robert John Michael David William Richard Joseph Thomas Charles Daniel Matthew Anthony Mark Steven Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Edward José Juan Luis Carlos Jesús Tou Pao Kou Ahmed Mohammed Wanjiru Kwame Søren Jürgen Zoltán".split(
    " ",
  );
const LAST =
  "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Vang Xiong Yang Kowalski Schroeder Olson Ortega Mwangi Otieno Achterberg Zimmermann Brzezinski".split(
    " ",
  );
const DOMAINS = ["gmail.com", "yahoo.com", "outlook.com", "icloud.com", "hotmail.com", "aol.com"];

export type Face = {
  nameKeys: Buffer[];
  dataKey: Buffer;
  emailSealed: Buffer;
  nameSealed: Buffer;
  domain: string;
  birthYear: number;
};

/** `count` faces. Whoever is the last one has a name that nobody else has. */
export function faces(count: number): Face[] {
  return Array.from({ length: count }, (_, n) => face(n, n === count - 1));
}

function face(n: number, isRare: boolean): Face {
  const name = isRare
    ? RARE
    : `${often(FIRST, n * 7)} ${String.fromCharCode(65 + (n % 26))}. ${often(LAST, n * 13)}`;
  const small = n % 5 === 0;
  const domain = small ? `parish${n % 977}.example` : often(DOMAINS, n * 3);
  const { key, wrapped } = newDataKey();
  const address = `${name.toLowerCase().replace(/[^a-z]+/g, ".")}${n}@${domain}`;
  return {
    nameKeys: nameKeys(name),
    dataKey: wrapped,
    emailSealed: seal(key, address, "email"),
    nameSealed: seal(key, name, "name"),
    domain,
    birthYear: 1940 + (n % 65),
  };
}

export const RARE = "Thaddeus Quackenbush";

/** Of a list, the earlier the more often: by a number that stands for chance, so that each run is the same. */
function often(list: string[], seed: number): string {
  const chance = ((seed * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;
  return list[Math.floor(list.length ** chance - 1)] ?? (list[0] as string);
}
