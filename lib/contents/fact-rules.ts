import { isDay } from "./days.ts";
import { type Debunked, debunkedClaim } from "./debunked.ts";
import { type Localized, readLocalized } from "./localized.ts";

/** A figure as somebody has typed it, complete. Days are `2026-11-23`. */
export type FactInput = {
  statement: Localized;
  population: Localized;
  publisher: string;
  source: string;
  year: number;
  url: string;
  retrievedOn: string;
  reviewBy: string;
  isPublished: boolean;
};
export type FactProblem =
  | "missing"
  | "tooLong"
  | "otherLanguage"
  | "year"
  | "link"
  | "day"
  | "future"
  | "reviewOrder"
  | "reviewFar"
  | `debunked.${Debunked}`;
/** What is wrong with each field, by its name in the form. */
export type FactProblems = Partial<Record<string, FactProblem>>;

const TEXT_LIMIT = 600;
const LINE_LIMIT = 200;
const LINK_LIMIT = 1_000;
/** A figure that nobody has looked at for three years is no figure any more. */
const REVIEW_YEARS = 3;

/**
 * Reads the form of a fact. Whatever a reader needs to check it must be there: of whom it was measured, by whom it was published,
 * where, when, and when somebody last looked. A claim that is known to be false is refused by name. `today` is a day.
 */
export function readFact(
  form: ReadonlyMap<string, string>,
  today: string,
): { ok: true; fact: FactInput } | { ok: false; problems: FactProblems } {
  const line = (name: string) => (form.get(name) ?? "").trim();
  const fact: FactInput = {
    statement: readLocalized(form, "statement"),
    population: readLocalized(form, "population"),
    publisher: line("publisher"),
    source: line("source"),
    year: /^\d{4}$/.test(line("year")) ? Number(line("year")) : 0,
    url: line("url"),
    retrievedOn: line("retrieved_on"),
    reviewBy: line("review_by"),
    isPublished: line("published") === "on",
  };
  const problems: FactProblems = {
    ...textProblems("statement", fact.statement),
    ...populationProblems(fact),
    ...lineProblem("publisher", fact.publisher),
    ...lineProblem("source", fact.source),
    ...dayProblems(fact, today),
  };
  if (line("year") === "") problems.year = "missing";
  else if (fact.year < 1900 || fact.year > Number(today.slice(0, 4))) problems.year = "year";
  if (fact.url === "") problems.url = "missing";
  else if (!isLink(fact.url)) problems.url = "link";
  for (const [lang, text] of Object.entries(fact.statement)) {
    const claim = debunkedClaim(text);
    if (claim) problems[`statement_${lang}`] = `debunked.${claim}`;
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, fact };
}

/** Whether it is shown: published, and not due to be looked at again. */
export function isShown(fact: { publishedAt: Date | null; reviewBy: string }, today: string): boolean {
  return fact.publishedAt !== null && fact.reviewBy > today;
}

/** An address on the web that a reader can open. */
export function isLink(text: string): boolean {
  if (text.length > LINK_LIMIT || !/^https?:\/\/\S+$/.test(text) || !URL.canParse(text)) return false;
  const { hostname, username } = new URL(text);
  return username === "" && /^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/i.test(hostname);
}

/** One language is enough: readers of the other see this one, and that it is. */
function textProblems(name: string, text: Localized): FactProblems {
  if (Object.keys(text).length === 0) return { [`${name}_en`]: "missing" };
  const long = Object.entries(text).filter(([, one]) => one.length > TEXT_LIMIT);
  return Object.fromEntries(long.map(([lang]) => [`${name}_${lang}`, "tooLong"]));
}

/** Of whom it is said must stand in every language in which it is said. */
function populationProblems({ statement, population }: FactInput): FactProblems {
  const problems = textProblems("population", population);
  for (const lang of Object.keys(statement))
    if (!(lang in population))
      problems[`population_${lang}`] = Object.keys(population).length > 0 ? "otherLanguage" : "missing";
  if (!("en" in statement) && Object.keys(statement).length > 0) delete problems.population_en;
  return problems;
}

function lineProblem(name: string, text: string): FactProblems {
  if (text === "") return { [name]: "missing" };
  return text.length > LINE_LIMIT ? { [name]: "tooLong" } : {};
}

function dayProblems({ retrievedOn, reviewBy }: FactInput, today: string): FactProblems {
  const problems: FactProblems = {};
  for (const [name, day] of [
    ["retrieved_on", retrievedOn],
    ["review_by", reviewBy],
  ] as const) {
    if (day === "") problems[name] = "missing";
    else if (!isDay(day)) problems[name] = "day";
  }
  if (!problems.retrieved_on && retrievedOn > today) problems.retrieved_on = "future";
  if (problems.review_by || problems.retrieved_on) return problems;
  const last = `${Number(retrievedOn.slice(0, 4)) + REVIEW_YEARS}${retrievedOn.slice(4)}`;
  if (reviewBy <= retrievedOn) problems.review_by = "reviewOrder";
  else if (reviewBy > last) problems.review_by = "reviewFar";
  return problems;
}
