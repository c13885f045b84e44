import type { Metadata } from "next";
import { Radios } from "#components/choices.tsx";
import { TextField } from "#components/field.tsx";
import { SelectField } from "#components/select-field.tsx";
import { mediaLabel, type Uploaded } from "#lib/organizers/look/media-of.ts";
import { deskCampaign, sectionForm } from "#lib/organizers/look/queries.ts";
import { VIDEO_LIMITS } from "#lib/organizers/look/video-fields.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { deskTimeZone } from "#lib/organizers/time-zone.ts";
import { LOCALES, words } from "#lib/words.ts";
import { DeskFrame } from "../../desk-frame.tsx";
import { EditForm } from "../../edit-form.tsx";
import { oneOf } from "../../one-of.ts";
import { LongField } from "../long-field.tsx";
import { type Asked, LookFrame } from "../look-frame.tsx";
import { UploadPanel } from "../upload-panel.tsx";

type Props = { searchParams: Promise<Asked> };

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("campaign.change");
  return { title: words(lang, "look")("filmTitle") };
}

/** The campaign's film: where it is, what visitors know before they play it, and what is there for whoever cannot. */
export default async function FilmPage({ searchParams }: Props) {
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
      <DeskFrame scope={scope} current="look" title={t("filmTitle")}>
        <p className="desk-empty">{t("noCampaign")}</p>
      </DeskFrame>
    );
  const { campaign, campaigns } = found;
  const { fields, revision, media } = await sectionForm(scope, campaign.id, "film");
  const options = (kind: Uploaded["kind"]) =>
    media
      .filter((one) => one.kind === kind)
      .map((one) => ({ value: one.id, label: mediaLabel(locale, one, timeZone) }));
  const film = oneOf(asked, "film");
  return (
    <LookFrame scope={scope} part="filmTitle" campaigns={campaigns} current={campaign.slug} asked={asked}>
      <p className="desk-note">{t("video.intro")}</p>
      <section className="desk-panel">
        <EditForm
          locale={locale}
          action="/organize/look/film/save"
          revision={revision}
          keep={`/organize/look/film?campaign=${campaign.slug}`}
          save={t("publish")}
        >
          <input type="hidden" name="campaign" value={campaign.slug} />
          <div className="look-pair">
            <Radios
              name="source"
              legend={t("video.source")}
              value={film ? "film" : (fields.source ?? "none")}
              choices={(["none", "film", "link"] as const).map((value) => ({
                value,
                label: t(`video.sources.${value}`),
              }))}
            />
            <div className="grid content-start gap-5">
              <SelectField
                name="film"
                label={t("video.film")}
                value={film ?? fields.film ?? ""}
                blank={t("none")}
                options={options("film")}
              />
              <TextField
                name="url"
                label={t("video.url")}
                defaultValue={fields.url}
                inputMode="url"
                autoCapitalize="none"
                spellCheck={false}
                placeholder="https://"
              />
            </div>
          </div>
          <fieldset className="group look-part">
            <legend>{t("video.about")}</legend>
            <div className="look-pair">
              {LOCALES.map((lang) => (
                <TextField
                  key={lang}
                  name={`title_${lang}`}
                  lang={lang}
                  label={t(`video.title.${lang}`)}
                  defaultValue={fields[`title_${lang}`]}
                  maxLength={VIDEO_LIMITS.title}
                />
              ))}
              <TextField
                name="length"
                label={t("video.length")}
                help={t("video.lengthHelp")}
                defaultValue={fields.length}
                className="short"
                autoComplete="off"
              />
              <SelectField
                name="still"
                label={t("video.still")}
                help={t("uploadHelp.poster")}
                value={oneOf(asked, "poster") ?? fields.still ?? ""}
                blank={t("none")}
                options={options("poster")}
              />
              {LOCALES.map((lang) => (
                <LongField
                  key={lang}
                  name={`note_${lang}`}
                  lang={lang}
                  label={t(`video.note.${lang}`)}
                  help={t("video.noteHelp")}
                  value={fields[`note_${lang}`] ?? ""}
                  rows={3}
                />
              ))}
            </div>
          </fieldset>
          <fieldset className="group look-part">
            <legend>{t("video.hearing")}</legend>
            <div className="look-pair">
              {LOCALES.map((lang) => (
                <SelectField
                  key={lang}
                  name={`captions_${lang}`}
                  label={t(`video.captions.${lang}`)}
                  value={fields[`captions_${lang}`] ?? ""}
                  blank={t("none")}
                  options={options("captions")}
                />
              ))}
              {LOCALES.map((lang) => (
                <LongField
                  key={lang}
                  name={`transcript_${lang}`}
                  lang={lang}
                  label={t(`video.transcript.${lang}`)}
                  help={t("video.transcriptHelp", { limit: VIDEO_LIMITS.transcript })}
                  value={fields[`transcript_${lang}`] ?? ""}
                  rows={10}
                />
              ))}
            </div>
          </fieldset>
        </EditForm>
      </section>
      <div className="desk-grid">
        {(["film", "poster", "captions"] as const).map((kind) => (
          <UploadPanel key={kind} locale={locale} kind={kind} campaign={campaign.slug} />
        ))}
      </div>
    </LookFrame>
  );
}
