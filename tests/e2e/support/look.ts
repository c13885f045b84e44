import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./test.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** WCAG 2.2 AA as far as a program can tell, in both colour schemes, and nothing wider than the narrowest phone. */
export async function checkLook(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  expect.soft(await violations(new AxeBuilder({ page }).withTags(WCAG)), `${name}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  const colours = new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]);
  expect.soft(await violations(colours), `${name}, dark`).toEqual([]);
  await checkWidth(page, name);
}

/** Nothing wider than the narrowest phone. */
export async function checkWidth(page: Page, name: string): Promise<void> {
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    expect.soft(await page.evaluate(tooWide), `${name}, ${width} px wide`).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
}

async function violations(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  );
}

/** What makes the page scroll sideways. */
function tooWide(): string[] {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > width + 1,
  );
  return [
    `${document.documentElement.scrollWidth} px`,
    ...wide.map((element) => element.outerHTML.slice(0, 100)),
  ];
}
