import { ArticlePage, articleMetadata } from "../article-page.tsx";

type Props = { params: Promise<{ locale: string; slug: string }> };

export const revalidate = 10;
export const generateStaticParams = async () => [];

export const generateMetadata = async ({ params }: Props) =>
  articleMetadata({ ...(await params), name: "press" });

/** For reporters, once it is published. */
export default async function Page({ params }: Props) {
  return <ArticlePage {...(await params)} name="press" />;
}
