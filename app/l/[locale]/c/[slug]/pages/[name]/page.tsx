import { OWN_ADDRESSES } from "#lib/contents/article-rules.ts";
import { ArticlePage, articleMetadata } from "../../article-page.tsx";

type Props = { params: Promise<{ locale: string; slug: string; name: string }> };

export const revalidate = 10;
export const generateStaticParams = async () => [];

export const generateMetadata = async ({ params }: Props) => articleMetadata(elsewhere(await params));

/** Any other page that organizers have written. */
export default async function Page({ params }: Props) {
  return <ArticlePage {...elsewhere(await params)} />;
}

/** One that has an address of its own is not found under two. */
function elsewhere<P extends { name: string }>(params: P): P {
  return (OWN_ADDRESSES as readonly string[]).includes(params.name) ? { ...params, name: "" } : params;
}
