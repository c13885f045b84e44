import { type ArticleHead, articleHeads } from "#lib/contents/articles.ts";
import { dayOf } from "#lib/contents/days.ts";
import { type Fact, factsOf } from "#lib/contents/facts.ts";
import { type Hotline, hotlinesOf } from "#lib/contents/hotlines.ts";
import { type Asked, deskEdition } from "../desk-edition.ts";
import type { Scope } from "../scope.ts";

export type ContentsOf = {
  campaign: { id: string; slug: string; name: string };
  campaigns: { slug: string; name: string }[];
  /** The day there is at the campaign, as `2026-11-23`. */
  today: string;
};
export type Board = ContentsOf & { facts: Fact[]; hotlines: Hotline[]; articles: ArticleHead[] };

/** The campaign whose contents a page of the desk is about: the one asked for, else the first. Throws Refused. */
export async function contentsOf(
  scope: Scope,
  slug: Asked["campaign"],
  now: Date,
): Promise<ContentsOf | null> {
  const found = await deskEdition(scope, "campaign.change", { campaign: slug });
  if (!found) return null;
  const { campaign, campaigns, edition } = found;
  return { campaign, campaigns, today: dayOf(now, edition.timeZone) };
}

/** Everything that a campaign tells besides its figures: facts, numbers to call, pages. Throws Refused. */
export async function contentsBoard(scope: Scope, slug: Asked["campaign"], now: Date): Promise<Board | null> {
  const of = await contentsOf(scope, slug, now);
  if (!of) return null;
  const { id } = of.campaign;
  const [facts, hotlines, articles] = await Promise.all([factsOf(id), hotlinesOf(id), articleHeads(id)]);
  return { ...of, facts, hotlines, articles };
}
