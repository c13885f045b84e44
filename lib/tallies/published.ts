import { NO_FIGURES } from "#lib/ledger/log/figures.ts";
import { publishedHead } from "#lib/ledger/log/queries.ts";

export type Published = {
  /** Leaves of the log. */
  size: number;
  verified: number;
  supporters: number;
  by_evidence: Record<string, number>;
  as_of: string | null;
  through_entry: number;
};
export type PublishedPlaces = Pick<Published, "size" | "verified" | "as_of" | "through_entry"> & {
  places: { code: string; verified: number }[];
};

/**
 * What the log's last checkpoint says of an edition: anybody can reckon it from the leaves. Read it before the live
 * figures: then it is never ahead of them, because nothing is published that was not counted before.
 */
export async function published(slug: string, year: number): Promise<Published> {
  const { head, figures } = await read(slug, year);
  return {
    size: head.size,
    verified: figures.verified,
    supporters: figures.supporters,
    by_evidence: figures.by_evidence,
    as_of: head.as_of,
    through_entry: head.through_entry,
  };
}

/** The same by the places that leaves name: country and state, `US-other` and `other` for small ones. */
export async function publishedPlaces(slug: string, year: number): Promise<PublishedPlaces> {
  const { head, figures } = await read(slug, year);
  const places = Object.entries(figures.places).map(([code, verified]) => ({ code, verified }));
  places.sort((a, b) => (a.code < b.code ? -1 : 1));
  return { ...head, verified: figures.verified, places };
}

async function read(slug: string, year: number) {
  const found = await publishedHead();
  return {
    head: {
      size: found?.size ?? 0,
      as_of: found?.at.toISOString() ?? null,
      through_entry: found?.position ?? 0,
    },
    figures: found?.figures[`${slug}/${year}`] ?? NO_FIGURES,
  };
}
