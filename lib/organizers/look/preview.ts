import { type Accents, judgeColor } from "#lib/campaigns/color-rules.ts";
import { lookResponse } from "#lib/campaigns/get-look.ts";
import { type CampaignPage, campaignPage } from "#lib/campaigns/queries.ts";
import { problem } from "#lib/http.ts";
import { type Locale, preferredLocale } from "#lib/words.ts";
import { demand, may, type Scope } from "../scope.ts";
import { signedIn } from "../session.ts";
import { scopeOf } from "../sessions.ts";
import { readLook } from "./look-fields.ts";
import { mediaOf } from "./media-of.ts";
import { deskCampaign } from "./queries.ts";
import type { Fields } from "./section.ts";

export type Preview =
  | { ok: true; page: CampaignPage; accents: Accents | null }
  | { ok: false; problems: Fields };

/** The pledge page as it would be with the look that a form holds; nothing is saved. Null for an unknown campaign. */
export async function previewLook(
  scope: Scope,
  form: Map<string, string>,
  locale: Locale,
): Promise<Preview | null> {
  demand(scope, "campaign.change");
  const found = await deskCampaign(scope, form.get("campaign") || "-");
  const page = found && (await campaignPage(found.campaign.slug, locale));
  if (!page) return null;
  const { campaign } = found;
  const logos = (await mediaOf(scope, campaign.id)).filter(({ kind }) => kind === "logo");
  const read = readLook(
    form,
    scope.lang,
    campaign.languages,
    logos.map(({ id }) => id),
  );
  if (!read.ok) return read;
  const { name, host, about, website, postalAddress, accents, logoId } = read.look;
  const chosen = logos.find(({ id }) => id === logoId);
  const logo = chosen
    ? { id: chosen.id, width: chosen.width ?? 1, height: chosen.height ?? 1, alt: chosen.alt ?? {} }
    : null;
  const look = { ...campaign.look, about, website, postalAddress, accents, logo };
  return { ok: true, accents, page: { ...page, campaign: { ...page.campaign, name, host, look } } };
}

/** GET /organize/look/preview.css?color=0b5d4e: the sheet of a color that is not published. */
export async function getPreviewCss(request: Request): Promise<Response> {
  const scope = scopeOf(await signedIn(request.headers));
  const locale = preferredLocale(request.headers.get("accept-language"));
  if (!scope || !may(scope, "campaign.change")) return problem(403, locale);
  const judged = judgeColor(new URL(request.url).searchParams.get("color") ?? "");
  if (!judged.ok) return problem(404, locale);
  return lookResponse(judged.accents, "private, max-age=600");
}
