import "../../../../styles/account.css";
import "../../../../styles/contents.css";
import type { Metadata } from "next";
import { TextField } from "#components/field.tsx";
import { SelectField } from "#components/select-field.tsx";
import { now } from "#lib/clock.ts";
import { hotlineForEditing } from "#lib/organizers/contents/one.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { counties, countries, regions } from "#lib/places/lists.ts";
import { type Locale, words } from "#lib/words.ts";
import { DeskFrame } from "../../../desk-frame.tsx";
import { EditForm } from "../../../edit-form.tsx";
import { oneOf } from "../../../one-of.ts";
import { LocalizedFields } from "../../localized-fields.tsx";
import { NothingHere } from "../../nothing-here.tsx";
import { RemoveForm } from "../../remove-form.tsx";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("campaign.change");
  return { title: words(lang, "contents")("hotlines.title") };
}

/** One number to call. */
export default async function HotlinePage({ params, searchParams }: Props) {
  const scope = await requireScope("campaign.change");
  const [{ id }, asked] = [await params, await searchParams];
  const found = await hotlineForEditing(scope, oneOf(asked, "campaign"), id, now());
  if (!found) return <NothingHere scope={scope} />;
  const { hotline, of } = found;
  const locale = scope.lang;
  const t = words(locale, "contents");
  const back = `/organize/contents?campaign=${of.campaign.slug}#hotlines`;
  const optional = t("optional");
  return (
    <DeskFrame
      scope={scope}
      current="contents"
      title={t(hotline ? "hotlines.title" : "hotlines.newTitle")}
      beside={<a href={back}>{t("back")}</a>}
    >
      <section className="desk-panel">
        <EditForm
          locale={locale}
          action="/organize/contents/hotlines/save"
          revision={hotline?.revision ?? 0}
          keep={back}
          save={t("save")}
        >
          <input type="hidden" name="campaign" value={of.campaign.slug} />
          <input type="hidden" name="id" value={found.id} />
          <LocalizedFields
            locale={locale}
            name="name"
            label={t("hotlines.name")}
            value={hotline?.name ?? {}}
            maxLength={120}
          />
          <SelectField
            name="place"
            label={t("hotlines.place")}
            help={t("hotlines.placeHelp")}
            value={hotline ? (hotline.place ?? "") : "US"}
            blank={t("hotlines.everywhere")}
            groups={placeGroups(locale)}
          />
          <div className="content-pair">
            <TextField
              name="phone"
              label={t("hotlines.phone")}
              help={t("hotlines.phoneHelp")}
              inputMode="tel"
              autoComplete="off"
              defaultValue={hotline?.phoneShown ?? ""}
              maxLength={24}
            />
            <TextField
              name="sms"
              label={t("hotlines.sms")}
              optional={optional}
              help={t("hotlines.smsHelp")}
              defaultValue={hotline?.sms ?? ""}
              maxLength={40}
            />
            <TextField
              name="tty"
              label={t("hotlines.tty")}
              optional={optional}
              inputMode="tel"
              defaultValue={hotline?.tty ?? ""}
              maxLength={24}
            />
            <TextField
              name="url"
              label={t("hotlines.url")}
              optional={optional}
              type="url"
              inputMode="url"
              defaultValue={hotline?.url ?? ""}
              maxLength={1000}
            />
          </div>
          <LocalizedFields
            locale={locale}
            name="hours"
            label={t("hotlines.hours")}
            help={t("hotlines.hoursHelp")}
            value={hotline?.hours ?? {}}
            maxLength={120}
          />
          <TextField
            name="verified_on"
            label={t("hotlines.verified")}
            help={t("hotlines.verifiedHelp")}
            type="date"
            max={of.today}
            defaultValue={hotline?.verifiedOn ?? of.today}
          />
        </EditForm>
      </section>
      {hotline && (
        <RemoveForm
          locale={locale}
          fields={{ campaign: of.campaign.slug, noun: "hotline", id: hotline.id }}
        />
      )}
    </DeskFrame>
  );
}

/** Countries, their states and Wisconsin's counties. */
function placeGroups(locale: Locale) {
  const t = words(locale, "contents");
  const option = ({ code, name }: { code: string; name: string }) => ({ value: code, label: name });
  return [
    { label: t("hotlines.nation"), options: countries(locale).map(option) },
    { label: t("hotlines.state"), options: [...regions("US", locale), ...regions("CA", locale)].map(option) },
    { label: t("hotlines.county"), options: counties().map(option) },
  ];
}
