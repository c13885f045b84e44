import type { FigureInput } from "#lib/ledger/schema.ts";

const CRC = "Convergence Resource Center";
const SAMPLE_NOTE = {
  en: "These figures of 2018 to 2021, and the goals of 2021 to 2025, are those that HEMAD published, the campaign of Milwaukee that this sample is modelled on. They do not reconcile with each other, and none of them was counted here.",
  es: "Estas cifras de 2018 a 2021, y las metas de 2021 a 2025, son las que publicó HEMAD, la campaña de Milwaukee que sirve de modelo a este ejemplo. No concuerdan entre sí y ninguna se contó aquí.",
};
const ABROAD_NOTE = {
  en: "In 11 states and two foreign countries, it says. A release of a later year speaks of “over 65,000 worldwide” to date.",
  es: "En 11 estados y dos países extranjeros, según dice. Un comunicado de un año posterior habla de «más de 65,000 en todo el mundo» hasta la fecha.",
};

/** A release of Convergence Resource Center, as Urban Milwaukee printed it. */
const printed = (publishedOn: string, page: string) => ({
  publisher: "Urban Milwaukee",
  source: `Press release of ${CRC}`,
  publishedOn,
  url: `https://urbanmilwaukee.com/pressrelease/${page}/`,
  note: SAMPLE_NOTE,
});
const release2021 = {
  publisher: CRC,
  source: "Press release",
  publishedOn: "2021-11-22",
  url: null,
  note: SAMPLE_NOTE,
};
const december2019 = printed("2019-12-30", "mens-campaign-against-human-trafficking-surpasses-goal");
const january2021 = printed("2021-01-11", "41000-men-pledge-to-fight-human-trafficking");

/**
 * The years before: they ran from the Monday of Thanksgiving week to the end of the year. `figures` are in the order of their
 * publication, each in place of the one before it.
 */
export const HISTORY: { year: number; opens: string; goal: number | null; figures: FigureInput[] }[] = [
  {
    year: 2018,
    opens: "2018-11-19",
    goal: null,
    figures: [{ ...release2021, amount: 3_000, wording: "exactly" }],
  },
  {
    year: 2019,
    opens: "2019-11-25",
    goal: 6_000,
    figures: [
      { ...december2019, amount: 8_000, wording: "more_than", asOf: "2019-12-28" },
      { ...january2021, amount: 30_000, wording: "exactly" },
      { ...release2021, amount: 40_000, wording: "more_than" },
    ],
  },
  {
    year: 2020,
    opens: "2020-11-23",
    goal: null,
    figures: [
      { ...january2021, amount: 41_350, wording: "more_than", asOf: "2021-01-10" },
      {
        ...release2021,
        amount: 60_000,
        wording: "nearly",
        note: ABROAD_NOTE,
      },
    ],
  },
  { year: 2021, opens: "2021-11-22", goal: 75_000, figures: [] },
  { year: 2022, opens: "2022-11-21", goal: 75_000, figures: [] },
  { year: 2023, opens: "2023-11-20", goal: 75_000, figures: [] },
  { year: 2024, opens: "2024-11-25", goal: 75_000, figures: [] },
  { year: 2025, opens: "2025-11-24", goal: 75_000, figures: [] },
];
