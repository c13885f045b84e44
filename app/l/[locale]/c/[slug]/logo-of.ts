import type { LogoProps } from "#components/campaign-mark.tsx";
import type { Campaign } from "#lib/campaigns/queries.ts";
import { inLanguage } from "#lib/said.ts";
import type { Locale } from "#lib/words.ts";

/** A campaign's logo as a page shows it, with what it shows in the reader's language; null for one without. */
export function logoOf(locale: Locale, { look, languages, name }: Campaign): LogoProps | null {
  if (!look.logo) return null;
  const { id, width, height, alt } = look.logo;
  const said = inLanguage(alt, locale, languages) ?? { text: name, lang: locale };
  return { src: `/media/${id}`, width, height, alt: said.text, lang: said.lang };
}
