import type { Metadata } from "next";
import { placedOf } from "#lib/places/rules.ts";
import { shareChannels } from "#lib/switches/queries.ts";
import { localeOr, path, words } from "#lib/words.ts";
import { alternates } from "../../../../alternates.ts";
import { Frame } from "../../../../frame.tsx";
import { Help } from "../../../../help.tsx";
import { Missing, missingMetadata } from "../../../../missing.tsx";
import { BeAmongTheFirst } from "../be-among-the-first.tsx";
import { MapOff } from "../map-off.tsx";
import { nameOf, placeAddress } from "../place-words.ts";
import { readMap } from "../read.ts";
import { SignLink } from "../sign-link.tsx";
import { Parts } from "./parts.tsx";
import { PlaceFigure, sentenceOf } from "./place-figure.tsx";
import { PlaceShare } from "./place-share.tsx";
import { Whereabouts } from "./whereabouts.tsx";

type Props = { params: Promise<{ locale: string; slug: string; place: string }> };

export const revalidate = 10;
export const generateStaticParams = async () => [];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: asked, slug, place } = await params;
  const locale = localeOr(asked);
  const view = placedOf(place) && (await readMap(asked, slug));
  if (!view) return missingMetadata(locale);
  const title = nameOf(locale, place);
  const { name } = view.page.campaign;
  const description = view.isShown ? sentenceOf(locale, view, place) : words(locale, "map")("description");
  const address = placeAddress(slug, place);
  return {
    title: `${title} · ${name}`,
    description,
    openGraph: { title, description, siteName: name, locale, type: "website", url: path(locale, address) },
    alternates: alternates(locale, address),
  };
}

/** One place: how many, where it lies, what it is made of, and a link to pass on. */
export default async function PlacePage({ params }: Props) {
  const { locale: asked, slug, place } = await params;
  const locale = localeOr(asked);
  const view = placedOf(place) && (await readMap(asked, slug));
  if (!view) return <Missing locale={locale} />;
  if (view.isOff) return <MapOff locale={locale} page={view.page} address={placeAddress(slug, place)} />;
  return (
    <Frame locale={locale} address={placeAddress(slug, place)} slug={slug}>
      <Whereabouts locale={locale} view={view} code={place} />
      {view.isShown ? (
        <>
          <PlaceFigure locale={locale} view={view} code={place} />
          <SignLink locale={locale} page={view.page} />
          <Parts locale={locale} view={view} code={place} />
          <PlaceShare locale={locale} view={view} code={place} channels={await shareChannels()} />
        </>
      ) : (
        <BeAmongTheFirst locale={locale} page={view.page} />
      )}
      <Help locale={locale} id="help" slug={slug} place={place} />
    </Frame>
  );
}
