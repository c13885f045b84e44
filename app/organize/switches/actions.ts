"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { Scope } from "#lib/organizers/scope.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { flipSwitch, switchBoard } from "#lib/organizers/switch-board.ts";
import { isSwitch, positionOf, type SwitchName } from "#lib/switches/list.ts";
import { HOLDING_LIMIT, readHoldingText } from "#lib/switches/rules.ts";
import { LOCALES, words } from "#lib/words.ts";
import type { Outcome } from "./outcome.ts";

/** The button of a switch: flips it, or saves its text. Done, the page says so; else the form says why not. */
export async function changeSwitch(_before: Outcome, form: FormData): Promise<Outcome> {
  const scope = await requireScope("switches.change");
  const t = words(scope.lang, "switches");
  const name = form.get("name");
  if (!isSwitch(name)) redirect("/organize/switches");
  const typed = Object.fromEntries(LOCALES.map((lang) => [lang, String(form.get(`text_${lang}`) ?? "")]));
  const read = readHoldingText(typed);
  if (!read.ok)
    return { problem: t(`refused.${read.reason}`, { limit: HOLDING_LIMIT }), lang: read.lang, typed };
  const seen = form.get("seen");
  const changed = await flipSwitch(scope, name, {
    off: form.get("off") === "yes",
    message: form.has("text_en") ? read.text : undefined,
    seen: seen ? new Date(String(seen)) : null,
  });
  if (!changed.ok) {
    revalidatePath("/organize/switches");
    return { problem: await conflict(scope, name), typed };
  }
  const done = changed.deed?.slice("switch.".length) ?? "same";
  redirect(`/organize/switches?did=${name}&as=${done}#${name}`);
}

/** Who was there first, and what he did. */
async function conflict(scope: Scope, name: SwitchName): Promise<string> {
  const t = words(scope.lang, "switches");
  const position = (await switchBoard(scope)).get(name);
  const text = position?.message?.[scope.lang];
  const facts = {
    who: position?.by ?? t("commandLine"),
    state: t(`is.${positionOf(name, position?.off ?? false)}`),
  };
  return text ? t("conflictText", { ...facts, text }) : t("conflict", facts);
}
