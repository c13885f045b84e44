import { z } from "zod";

/** The fields of a reported figure that can be wrong. */
export type FigureField =
  | "amount"
  | "wording"
  | "asOf"
  | "publisher"
  | "source"
  | "publishedOn"
  | "url"
  | "note";

const line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u);
const day = z.iso.date();

/**
 * A figure as somebody published it: `amount` men, `wording` the word that stood before the number, `asOf` the day that it
 * speaks of where it was said, then who published it, in what, on which day, where it can be read, and what a reader must
 * know beside it, by language. Days are `2021-11-22`. Nothing can be published before the day that it speaks of.
 */
export const figureSchema = z
  .strictObject({
    amount: z.int().min(0).max(1_000_000_000),
    wording: z.enum(["exactly", "more_than", "nearly"]),
    asOf: day.nullable().default(null),
    publisher: line,
    source: line,
    publishedOn: day,
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .nullable()
      .default(null),
    note: z
      .record(z.string().regex(/^[a-z]{2,3}$/), z.string().trim().min(1).max(600))
      .nullable()
      .default(null),
  })
  .refine(({ asOf, publishedOn }) => asOf === null || asOf <= publishedOn, { path: ["asOf"] });

export type FigureInput = z.input<typeof figureSchema>;
export type Figure = z.output<typeof figureSchema>;
