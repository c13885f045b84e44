import { expect, test } from "vitest";
import { debunkedClaim } from "#lib/contents/debunked.ts";

test.each([
  ["children300k", "300,000 children are at risk of being trafficked every year."],
  ["children300k", "As many as 100,000 to 300,000 American youths are at risk"],
  ["children300k", "Each year 300 000 kids enter the sex trade"],
  ["children300k", "300k minors are sold in the US"],
  ["children300k", "Three hundred thousand girls a year"],
  ["children300k", "Cada año 300,000 niños corren riesgo"],
  ["children300k", "Trescientos mil menores son víctimas"],
  ["children300k", "Son 300 mil niñas al año"],
  ["age13", "The average age of entry into prostitution is 13."],
  ["age13", "On average, girls are first sold at the age of 12 to 14"],
  ["age13", "The typical victim is thirteen years old when recruited"],
  ["age13", "La edad promedio de entrada es de 13 años"],
  ["age13", "La edad media en que son captadas es de doce años"],
  ["runaways48", "One in three runaways is approached by a trafficker within 48 hours."],
  ["runaways48", "1 in 3 teens will be recruited by a pimp within 48 hours of leaving home"],
  ["runaways48", "Within two days, a third of runaway youth are lured into sex trafficking"],
  ["runaways48", "Uno de cada tres jóvenes que huyen de casa es captado en 48 horas"],
  ["runaways48", "En cuarenta y ocho horas, un tercio de los que se fugan caen en la trata"],
  ["superBowl", "The Super Bowl is the largest human trafficking event in the world"],
  ["superBowl", "Trafficking spikes during the Superbowl"],
  ["superBowl", "10,000 women were brought to Miami: more than ever for the World Cup"],
  ["superBowl", "Durante el Super Bowl aumenta la trata"],
  ["superBowl", "En la Copa Mundial se dispara la explotación"],
  ["everySeconds", "A child is sold every 30 seconds"],
  ["everySeconds", "Every two minutes, someone is trafficked in America"],
  ["everySeconds", "Every thirty seconds another person becomes a victim"],
  ["everySeconds", "Cada 30 segundos venden a una persona"],
  ["everySeconds", "Cada minuto hay una víctima nueva"],
])("%s: %s", (claim, text) => {
  expect(debunkedClaim(text)).toBe(claim);
});

test.each([
  "Of 231 young people in police records, 126 (55 percent) were under 18 at the first report.",
  "In 2022, one in six of the children who ran away and were reported to NCMEC was likely a victim.",
  "About 40 million people were in modern forms of slavery in 2016.",
  "Law enforcement identified 102 child sex trafficking victims in Milwaukee from 2010 to 2014.",
  "Cases were reported in every county of Wisconsin.",
  "In 2019, 13 men were charged with buying sex from someone of 15.",
  "De cada seis menores fugados, uno fue probablemente víctima.",
  "300,000 signatures were collected.",
  "The hotline answers within 48 hours on weekends.",
  "The campaign was announced at the Super Bowl.",
  "The video takes three minutes.",
])("lets through: %s", (text) => {
  expect(debunkedClaim(text)).toBeNull();
});
