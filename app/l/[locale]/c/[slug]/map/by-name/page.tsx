import { MapPage, mapMetadata } from "../map-page.tsx";

type Props = { params: Promise<{ locale: string; slug: string }> };

export const revalidate = 10;
export const generateStaticParams = async () => [];

export const generateMetadata = async ({ params }: Props) => mapMetadata(await params);

/** The map, its table by name. */
export default async function Page({ params }: Props) {
  return <MapPage {...(await params)} order="name" />;
}
