import { now as clock } from "#lib/clock.ts";
import { OUR_HOTLINES } from "#lib/contents/our-hotlines.ts";
import { uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";

/** When somebody last opened each link below, and when somebody should again. */
const RETRIEVED = "2026-11-21";
const REVIEW_BY = "2027-11-21";

/** Figures that can be checked, each by its own link. */
const FACTS = [
  {
    statement: {
      en: "Of 231 young people in police records of sex trafficking in Milwaukee, 126 (55 percent) were under 18 at the first report.",
      es: "De 231 jóvenes en los registros policiales de trata sexual de Milwaukee, 126 (el 55 por ciento) tenían menos de 18 años en el primer reporte.",
    },
    population: {
      en: "people of 25 or younger who were confirmed or believed to have been trafficked in Milwaukee from 2013 to 2016, and of whom the police records held enough to be studied",
      es: "personas de 25 años o menos de las que se confirmó o se creyó que fueron víctimas de trata en Milwaukee entre 2013 y 2016, y de las que los registros policiales tenían datos suficientes",
    },
    publisher: "Milwaukee Homicide Review Commission, Medical College of Wisconsin",
    source:
      "Estimating the Magnitude of Sex Trafficking Risk and Victimization of Juveniles and Young Adults, as Milwaukee Independent reported it",
    year: 2018,
    url: "https://milwaukeeindependent.com/articles/report-documents-magnitude-sex-trafficking-milwaukee",
  },
  {
    statement: {
      en: "Of the children reported missing in 2022 who had run away, about one in six was likely a victim of child sex trafficking.",
      es: "De los menores reportados como desaparecidos en 2022 que se habían fugado, cerca de uno de cada seis fue probablemente víctima de trata sexual infantil.",
    },
    population: {
      en: "children whose running away was reported to the National Center for Missing & Exploited Children (NCMEC); most missing children are not",
      es: "menores cuya fuga se reportó al National Center for Missing & Exploited Children (NCMEC); la mayoría de los menores desaparecidos no se le reporta",
    },
    publisher: "National Center for Missing & Exploited Children",
    source: "NCMEC Launches New Child Sex Trafficking Training for Child Welfare",
    year: 2023,
    url: "https://www.missingkids.org/blog/2023/ncmec-launches-new-cst-training",
  },
];

const LEARN = {
  en: {
    title: "What human trafficking is",
    body: `Under the law of the United States, making someone work or sell sex by **force, fraud or coercion** is trafficking. For a person under 18 who is made to sell sex, none of these is needed. ([22 U.S.C. 7102](https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title22-section7102&num=0&edition=prelim))

## What that means

- Nobody has to cross a border. It happens in people’s own towns.
- Nobody has to be locked up. A debt, a threat or a lie can hold someone.
- It happens in legal trades, too: on farms, in kitchens, in homes.
- Men, boys and LGBTQ+ people are among those who are hurt.

## Why men

Those who buy sex are mostly men. Men who will not buy it, and who say so to other men, change what is ordinary.`,
  },
  es: {
    title: "Qué es la trata de personas",
    body: `Según la ley de Estados Unidos, hacer que alguien trabaje o venda sexo mediante **fuerza, fraude o coacción** es trata. Si es menor de 18 años y se le hace vender sexo, no hace falta nada de eso. ([22 U.S.C. 7102](https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title22-section7102&num=0&edition=prelim), en inglés)

## Qué quiere decir

- Nadie tiene que cruzar una frontera. Ocurre en la propia ciudad.
- Nadie tiene que estar encerrado. Una deuda, una amenaza o una mentira pueden retener a alguien.
- Ocurre también en trabajos legales: en el campo, en cocinas, en casas.
- Hombres, niños y personas LGBTQ+ también la sufren.

## Por qué los hombres

Quienes compran sexo son en su mayoría hombres. Los hombres que no lo compran, y que se lo dicen a otros, cambian lo que parece normal.`,
  },
};

/** Whom to call, what can be checked, and a first page to read, for the sample campaign. */
export async function seedContents(slug: string): Promise<void> {
  const [{ id: campaignId } = { id: "" }] = await query<{ id: string }>(
    `SELECT id FROM "Campaign" WHERE slug = $1`,
    [slug],
  );
  const id = () => uuidv7(clock());
  for (const [sort, one] of OUR_HOTLINES.entries())
    await query(
      `INSERT INTO "Hotline" (id, campaign_id, place, name, phone, phone_shown, sms, tty, url, hours, verified_on, sort, revision)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)`,
      [
        ...[id(), campaignId, one.place, one.name, one.phone, one.phoneShown, one.sms],
        ...[one.tty, one.url, one.hours, one.verifiedOn, sort + 1],
      ],
    );
  for (const [sort, fact] of FACTS.entries())
    await query(
      `INSERT INTO "Fact" (id, campaign_id, statement, population, publisher, source, year, url, retrieved_on, review_by, sort,
         published_at, revision)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '${RETRIEVED}', '${REVIEW_BY}', $9, $10, 1)`,
      [
        ...[id(), campaignId, fact.statement, fact.population, fact.publisher, fact.source, fact.year],
        ...[fact.url, sort + 1, clock()],
      ],
    );
  for (const [lang, { title, body }] of Object.entries(LEARN))
    await query(
      `INSERT INTO "Article" (id, campaign_id, slug, lang, title, body, published_at, revision)
       VALUES ($1, $2, 'learn', $3, $4, $5, $6, 1)`,
      [id(), campaignId, lang, title, body, clock()],
    );
}
