import { expect, test } from "vitest";
import { keyOf, readingsOf } from "#lib/organizers/pledges/search-rules.ts";

/** What somebody types, and what it may mean: the likeliest first. */
test.each<[string, string[]]>([
  ["", []],
  ["   ", []],
  // An address, however it is typed, and its domain.
  ["john@example.org", ["address john@example.org", "domain example.org"]],
  ["  John.Q.Miller+two@GoogleMail.com ", ["address johnqmiller@gmail.com", "domain googlemail.com"]],
  ["＠example.org", ["domain example.org"]],
  ["@Example.ORG", ["domain example.org"]],
  ["not an address@example.org", ["domain example.org"]],
  ["john@", []],
  // A domain, with names that look like one.
  ["example.org", ["domain example.org", "name exampleorg"]],
  ["mail.münchen.example", ["domain mail.xn--mnchen-3ya.example", "name mailmunchenexample"]],
  ["St.John", ["domain st.john", "name stjohn"]],
  ["J. R. Smith", ["name j r smith"]],
  // An IP address or a network of it.
  ["203.0.113.9", ["prefix 203.0.113.0/24"]],
  ["203.0.113.0/24", ["prefix 203.0.113.0/24"]],
  ["203.0.113", ["prefix 203.0.113.0/24"]],
  ["203.0.113.", ["prefix 203.0.113.0/24"]],
  ["2001:DB8:1:2::3", ["prefix 2001:db8:1::/48"]],
  ["2001:db8:1::/48", ["prefix 2001:db8:1::/48"]],
  ["::ffff:203.0.113.9", ["prefix 203.0.113.0/24"]],
  // Ids and share links.
  ["0198F3A2-7B1C-7D3E-8F4A-112233445566", ["id 0198f3a2-7b1c-7d3e-8f4a-112233445566"]],
  ["https://pledge.example/s/Ab3-xY_z0123456k", ["share Ab3-xY_z0123456k"]],
  ["Ab3-xY_z0123456k", ["share Ab3-xY_z0123456k", "name ab3 xy z0123456k"]],
  ["abcdefghijklmnop", ["name abcdefghijklmnop", "share abcdefghijklmnop"]],
  // Places by code and by name, in both languages.
  ["US-WI", ["place US-WI", "name us wi"]],
  ["us-wi", ["place US-WI", "name us wi"]],
  ["WI", ["place US-WI", "name wi"]],
  ["CA", ["place US-CA", "place CA", "name ca"]],
  ["55079", ["place 55079", "name 55079"]],
  ["Wisconsin", ["place US-WI", "name wisconsin"]],
  ["Milwaukee County", ["place 55079", "name milwaukee county"]],
  ["milwaukee county, wisconsin", ["place 55079", "name milwaukee county wisconsin"]],
  ["condado de Milwaukee, Wisconsin", ["place 55079", "name condado de milwaukee wisconsin"]],
  ["Kenya", ["place KE", "name kenya"]],
  ["kenia", ["place KE", "name kenia"]],
  ["Mexico", ["place MX", "name mexico"]],
  ["México", ["place MX", "name mexico"]],
  ["Nueva York", ["place US-NY", "name nueva york"]],
  ["Ontario", ["place CA-ON", "name ontario"]],
  ["Georgia", ["place US-GA", "place GE", "name georgia"]],
  // What is rather a name, and a place perhaps.
  ["Washington", ["place US-WA", "name washington", "place 55131"]],
  ["Jackson", ["name jackson", "place 55053"]],
  ["Jordan", ["name jordan", "place JO"]],
  ["Chad", ["name chad", "place TD"]],
  // Names, whole words of them.
  ["José  GARCÍA", ["name jose garcia"]],
  ["O’Brien", ["name obrien"]],
  ["Müller-Lüdenscheidt", ["name muller ludenscheidt"]],
  ["李小龍", ["name 李小龍"]],
  ["' OR 1=1 --", ["name or 11"]],
])("%j", (typed, expected) => {
  const said = readingsOf(typed).map((reading) => {
    const [value] = Object.values(reading).slice(1);
    return `${reading.kind} ${[value].flat().join(" ")}`;
  });
  expect(said).toEqual(expected);
});

test("what is endless is cut and read", () => {
  expect(readingsOf("a".repeat(100_000))).toHaveLength(1);
});

test("each reading has a key of its own", () => {
  for (const typed of ["Georgia", "CA", "Washington", "Ab3-xY_z0123456k"]) {
    const keys = readingsOf(typed).map(keyOf);
    expect(new Set(keys).size, typed).toBe(keys.length);
  }
});
