import { Message } from "#components/message.tsx";
import { listedCampaigns } from "#lib/campaigns/queries.ts";
import type { ManageView } from "#lib/pledges/own-pledge.ts";
import { type Locale, path, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  token: string;
  view: Extract<ManageView, { state: "pending" | "erased" | "expired" | "unknown" }>;
};

/** Why this link shows no pledge, and how to come to one. */
export async function LinkGone({ locale, token, view }: Props) {
  const t = words(locale, "manage");
  const button = (href: string, label: string) => (
    <p>
      <a className="button calm" href={path(locale, href)}>
        {label}
      </a>
    </p>
  );
  switch (view.state) {
    case "pending":
      return (
        <Message title={t("pendingTitle")} text={t("pendingText")}>
          {button(`/confirm/${token}`, t("pendingLink"))}
        </Message>
      );
    case "erased":
      return (
        <Message title={t("erasedTitle")} text={t("erasedText")}>
          {button(`/c/${view.slug}`, t("erasedBack"))}
        </Message>
      );
    case "expired":
      return (
        <Message title={t("expiredTitle")} text={t("expiredText")}>
          {button(`/c/${view.slug}/manage`, t("askAgain"))}
        </Message>
      );
    case "unknown": {
      const campaigns = await listedCampaigns();
      return (
        <Message title={t("unknownTitle")} text={t("unknownText")}>
          <ul className="grid gap-3">
            {campaigns.map(({ slug, name }) => (
              <li key={slug}>
                <a className="button calm" href={path(locale, `/c/${slug}/manage`)}>
                  {campaigns.length === 1 ? t("askAgain") : t("askAgainFor", { campaign: name })}
                </a>
              </li>
            ))}
          </ul>
        </Message>
      );
    }
  }
}
