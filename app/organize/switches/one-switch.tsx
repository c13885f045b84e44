import type { Position } from "#lib/organizers/switch-board.ts";
import { positionOf, type SwitchName } from "#lib/switches/list.ts";
import { HOLDING_LIMIT } from "#lib/switches/rules.ts";
import { LOCALES, type Locale, moment, words } from "#lib/words.ts";
import type { Done } from "./outcome.ts";
import { SwitchForm } from "./switch-form.tsx";

type Props = {
  locale: Locale;
  name: SwitchName;
  /** Undefined while it was never used: then it is on. */
  position: Position | undefined;
  timeZone: string;
  /** What has just been done to it. */
  done: Done | undefined;
};

/** One switch: its state in words first, what it does, since when and by whom, its form. */
export function OneSwitch({ locale, name, position, timeZone, done }: Props) {
  const t = words(locale, "switches");
  const off = position?.off ?? false;
  const state = positionOf(name, off);
  const label = t(`names.${name}`);
  return (
    <article className="switch" id={name} aria-labelledby={`${name}-title`}>
      <div className="grid gap-1">
        <h3 id={`${name}-title`}>{label}</h3>
        <p className="desk-note">{t(`does.${name}`)}</p>
        <p>
          <span className={`switch-state ${off ? "off" : "on"}`}>{t(`state.${state}`)}</span>{" "}
          <span className="desk-note">
            {position
              ? t("since", {
                  date: moment(locale, position.changedAt, timeZone),
                  who: position.by ?? t("commandLine"),
                })
              : t("always")}
          </span>
        </p>
        {done && (
          <p className="switch-done" role="status">
            {t(`done.${done}`, { name: label })} {done === "same" ? "" : t("doneMore")}
          </p>
        )}
      </div>
      <SwitchForm
        name={name}
        off={off}
        seen={position?.changedAt.toISOString() ?? ""}
        button={t(state === "on" ? "switchOff" : "switchOn")}
        buttonLabel={t(state === "on" ? "switchOffName" : "switchOnName", { name: label })}
        texts={name === "signing" ? textsOf(locale, position) : undefined}
      />
    </article>
  );
}

/** The holding text in every language that visitors read. */
function textsOf(locale: Locale, position: Position | undefined) {
  const t = words(locale, "switches");
  return {
    title: t("text"),
    save: t("saveText"),
    limit: HOLDING_LIMIT,
    fields: LOCALES.map((lang) => ({
      lang,
      label: t(`textIn.${lang}`),
      help: t("textHelp", { limit: HOLDING_LIMIT, ours: words(lang, "pledge")("pausedText") }),
      value: position?.message?.[lang] ?? "",
    })),
  };
}
