/** The sample campaign's words: neutral, short, our own. An organization sets its own name, text and look. */
export const CAMPAIGN = {
  slug: "sample",
  name: "Lake City Men’s Pledge",
  host: "Lake City Neighbors",
  timeZone: "America/Chicago",
};

/** People of the sample who sign together. */
export const TEAM = { slug: "lakeshore", name: "Lakeshore Block Watch", kind: "block_watch" };

export const TEXTS = [
  {
    lang: "en",
    title: "The pledge",
    sentences: [
      "I will not stand by while any person is bought, sold or held against their will.",
      "I will not buy sex, and I will not excuse those who do.",
      "I will talk with other men about this, beginning with two whom I know.",
    ],
  },
  {
    lang: "es",
    title: "La promesa",
    sentences: [
      "No me quedaré de brazos cruzados mientras se compra, se vende o se retiene a una persona contra su voluntad.",
      "No compraré sexo, ni disculparé a quienes lo hacen.",
      "Hablaré de esto con otros hombres, empezando por dos que conozco.",
    ],
  },
];
