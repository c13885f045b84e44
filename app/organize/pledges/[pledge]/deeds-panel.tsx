import type { ReactNode } from "react";
import { TextField } from "#components/field.tsx";
import { SelectField } from "#components/select-field.tsx";
import { may, type Scope } from "#lib/organizers/scope.ts";
import { REASONS } from "#lib/pledges/reasons.ts";
import { type Locale, words } from "#lib/words.ts";
import { placeOptions } from "../../../l/[locale]/place-options.ts";
import { reasonText } from "../view.ts";
import type { PledgeView } from "./facts-panels.tsx";

type Wrong = { field: "name" | "email"; typed: string; code: string } | null;
type Props = PledgeView & { scope: Scope; wrong: Wrong };
type DeedProps = {
  title: string;
  action: string;
  id: string;
  button: string;
  open?: boolean;
  children?: ReactNode;
};

/** What can be done with the pledge as it stands; each deed unfolds, so that none is pressed by mistake. */
export function DeedsPanel({ scope, locale, pledge, choices, wrong }: Props) {
  const t = words(locale, "pledges");
  const { id, state } = pledge;
  const isCounted = state === "counted";
  const isSomebody = state !== "erased";
  const isHidden = pledge.nameHiddenAt !== null;
  return (
    <section className="desk-panel">
      <h2>{t("deeds.title")}</h2>
      <div className="pledge-deeds">
        {state === "waiting" && (
          <Deed title={t("resend.title")} action="pledges/resend" id={id} button={t("resend.button")}>
            <p>{t("resend.text")}</p>
          </Deed>
        )}
        {pledge.verifiedAt === null && (state === "waiting" || state === "held") && (
          <Correct
            {...{ locale, id, wrong }}
            field="email"
            value={scope.role === "moderator" ? "" : (pledge.address ?? "")}
          />
        )}
        {isSomebody && <Correct {...{ locale, id, wrong }} field="name" value={pledge.name ?? ""} />}
        {isCounted && <Where locale={locale} pledge={pledge} choices={choices} />}
        {isSomebody && (
          <Deed
            title={t(isHidden ? "hide.show" : "hide.hide")}
            action="pledges/hide-name"
            id={id}
            button={t(isHidden ? "hide.buttonShow" : "hide.button")}
          >
            {!isHidden && <input type="hidden" name="hide" value="on" />}
            <p>{t(isHidden ? "hide.showText" : "hide.hideText")}</p>
          </Deed>
        )}
        {(state === "waiting" || isCounted) && (
          <Deed title={t("hold.title")} action="held/hold" id={id} button={t("hold.button")}>
            <p>{t("hold.text")}</p>
          </Deed>
        )}
        {state === "held" && (
          <p className="pledge-queue">
            {t("hold.queue")} <a href="/organize/held">{words(locale, "desk")("frame.held")}</a>
          </p>
        )}
        {pledge.invalidatedAt ? (
          <Deed
            title={t("reinstate.title")}
            action="pledges/reinstate"
            id={id}
            button={t("reinstate.button")}
          >
            <p>{t("reinstate.text")}</p>
          </Deed>
        ) : (
          <Invalidate locale={locale} id={id} />
        )}
        {isSomebody && may(scope, "pledges.erase") && (
          <Deed title={t("erase.title")} action="pledges/erase" id={id} button={t("erase.button")}>
            <p>{t("erase.text")}</p>
            <TextField
              name="word"
              label={t("erase.label", { word: t("erase.word") })}
              help={t("erase.fresh")}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              required
            />
          </Deed>
        )}
      </div>
    </section>
  );
}

/** A form that unfolds under its title. */
function Deed({ title, action, id, button, open, children }: DeedProps) {
  return (
    <details open={open}>
      <summary>{title}</summary>
      <form method="post" action={`/organize/${action}`}>
        <input type="hidden" name="pledge" value={id} />
        {children}
        <button className="button calm" type="submit">
          {button}
        </button>
      </form>
    </details>
  );
}

type CorrectProps = { locale: Locale; id: string; wrong: Wrong; field: "name" | "email"; value: string };

function Correct({ locale, id, wrong, field, value }: CorrectProps) {
  const t = words(locale, "pledges");
  const mine = wrong?.field === field ? wrong : null;
  return (
    <Deed
      title={t(`${field}.title`)}
      action={`pledges/${field}`}
      id={id}
      button={t(`${field}.button`)}
      open={mine !== null}
    >
      <TextField
        name={field}
        type={field === "email" ? "email" : "text"}
        label={t(`${field}.label`)}
        help={t(`${field}.help`)}
        error={mine ? t(`wrong.${mine.code as "empty"}`) : undefined}
        defaultValue={mine?.typed ?? value}
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        required
      />
    </Deed>
  );
}

function Where({ locale, pledge, choices }: PledgeView) {
  const t = words(locale, "pledges");
  const places = placeOptions(locale);
  const team = choices.teams.find(({ slug }) => slug === pledge.team);
  return (
    <Deed title={t("where.title")} action="pledges/where" id={pledge.id} button={t("where.button")}>
      <p>{t("where.help")}</p>
      <SelectField
        name="country"
        label={t("where.country")}
        blank={t("where.none")}
        value={pledge.country}
        options={places.countries}
        required
      />
      <SelectField
        name="region"
        label={t("where.region")}
        blank={t("where.none")}
        value={pledge.region ?? ""}
        groups={places.regions}
      />
      <SelectField
        name="county"
        label={t("where.county")}
        blank={t("where.none")}
        value={pledge.county ?? ""}
        options={places.counties}
      />
      <SelectField
        name="stance"
        label={t("where.stance")}
        blank={t("where.none")}
        value={pledge.stance}
        options={(["man", "supporter"] as const).map((stance) => ({
          value: stance,
          label: t(`stance.${stance}`),
        }))}
        required
      />
      {choices.teams.length > 0 && (
        <SelectField
          name="team"
          label={t("where.team")}
          blank={t("where.noTeam")}
          value={team?.id ?? ""}
          options={choices.teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </Deed>
  );
}

function Invalidate({ locale, id }: { locale: Locale; id: string }) {
  const t = words(locale, "pledges");
  return (
    <Deed title={t("invalidate.title")} action="pledges/invalidate" id={id} button={t("invalidate.button")}>
      <p>{t("invalidate.text")}</p>
      <SelectField
        name="reason"
        label={t("invalidate.reason")}
        blank={t("invalidate.choose")}
        value=""
        options={REASONS.map((reason) => ({ value: reason, label: reasonText(locale, reason) }))}
        required
      />
    </Deed>
  );
}
