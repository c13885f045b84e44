import { campaignFacts } from "#lib/campaigns/facts.ts";
import { lookSheet } from "#lib/campaigns/get-look.ts";

/** The style sheet of a campaign's own colors, in the head of every page of it. */
export async function LookSheet({ slug }: { slug: string }) {
  const sheet = lookSheet(slug, (await campaignFacts(slug))?.campaign.look.accents ?? null);
  // With a precedence React puts it into the head, behind ours.
  return sheet && <link rel="stylesheet" href={sheet} precedence="look" />;
}
