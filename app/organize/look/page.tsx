import type { Metadata } from "next";
import { TextField } from "#components/field.tsx";
import { LOOK_LIMITS } from "#lib/organizers/look/look-fields.ts";
import { deskCampaign, sectionForm } from "#lib/organizers/look/queries.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { deskTimeZone } from "#lib/organizers/time-zone.ts";
import { LOCALES, words } from "#lib/words.ts";
import { DeskFrame } from "../desk-frame.tsx";
import { EditForm } from "../edit-form.tsx";
import { oneOf } from "../one-of.ts";
import { ColorField } from "./color-field.tsx";
import { LogoChoice } from "./logo-choice.tsx";
import { LongField } from "./long-field.tsx";
import { type Asked, LookFrame } from "./look-frame.tsx";
import { UploadPanel } from "./upload-panel.tsx";

type Props = { searchParams: Promise<Asked> };

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("campaign.change");
  return { title: words(lang, "look")("title") };
}

/** What a campaign is called, says of itself and looks like: one form, previewed and published as one. */
export default async function LookPage({ searchParams }: Props) {
  const scope = await requireScope("campaign.change");
  const asked = await searchParams;
  const [found, timeZone] = await Promise.all([
    deskCampaign(scope, oneOf(asked, "campaign")),
    deskTimeZone(),
  ]);
  const locale = scope.lang;
  const t = words(locale, "look");
  if (!found)
    return (
      <DeskFrame scope={scope} current="look" title={t("title")}>
        <p className="desk-empty">{t("noCampaign")}</p>
      </DeskFrame>
    );
  const { campaign, campaigns } = found;
  const { fields, revision, media } = await sectionForm(scope, campaign.id, "look");
  return (
    <LookFrame scope={scope} part="title" campaigns={campaigns} current={campaign.slug} asked={asked}>
      <p className="desk-note">{t("intro")}</p>
      <section className="desk-panel">
        <EditForm
          locale={locale}
          action="/organize/look/save"
          revision={revision}
          keep={`/organize/look?campaign=${campaign.slug}`}
          save={t("publish")}
          beside={
            <>
              <button
                className="button calm"
                type="submit"
                formAction="/organize/look/preview"
                formMethod="get"
                formTarget="_blank"
                aria-describedby="preview-help"
              >
                {t("preview")}
              </button>
              <p className="desk-note" id="preview-help">
                {t("previewHelp")}
              </p>
            </>
          }
        >
          <input type="hidden" name="campaign" value={campaign.slug} />
          <div className="look-pair">
            <TextField
              name="name"
              label={t("name")}
              help={t("nameHelp")}
              defaultValue={fields.name}
              maxLength={LOOK_LIMITS.name}
              required
            />
            <TextField
              name="host"
              label={t("host")}
              help={t("hostHelp")}
              defaultValue={fields.host}
              maxLength={LOOK_LIMITS.host}
              required
            />
            {LOCALES.map((lang) => (
              <LongField
                key={lang}
                name={`about_${lang}`}
                lang={lang}
                label={t(`about.${lang}`)}
                help={t("aboutHelp", { limit: LOOK_LIMITS.about })}
                value={fields[`about_${lang}`] ?? ""}
                placeholder={words(lang, "pledge")("what")}
                rows={4}
              />
            ))}
            <TextField
              name="website"
              label={t("website")}
              help={t("websiteHelp")}
              defaultValue={fields.website}
              inputMode="url"
              autoCapitalize="none"
              spellCheck={false}
            />
            <LongField
              name="postal_address"
              label={t("postalAddress")}
              help={t("postalAddressHelp")}
              value={fields.postal_address ?? ""}
              rows={3}
            />
          </div>
          <ColorField
            value={fields.color ?? ""}
            texts={{
              label: t("color"),
              help: t("colorHelp"),
              samples: t("colorSamples"),
              link: t("sampleLink"),
              button: t("sampleButton"),
              light: t("onLight"),
              dark: t("onDark"),
              ratio: t.raw("ratio"),
              use: t.raw("useShade"),
              isRead: t("isRead"),
              wrong: t("problem.color"),
            }}
          />
          <LogoChoice
            locale={locale}
            logos={media.filter(({ kind }) => kind === "logo")}
            value={oneOf(asked, "logo") ?? fields.logo ?? ""}
            timeZone={timeZone}
          />
        </EditForm>
      </section>
      <UploadPanel locale={locale} kind="logo" campaign={campaign.slug} />
    </LookFrame>
  );
}
