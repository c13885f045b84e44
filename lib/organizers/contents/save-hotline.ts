import { type HotlineProblems, readHotline } from "#lib/contents/hotline-rules.ts";
import { asFields, asLocalized } from "#lib/contents/localized.ts";
import type { Edited } from "../editing/edited.ts";
import { demand, type Scope } from "../scope.ts";
import { day, lastSort } from "./save-fact.ts";
import { type Columns, saveRow } from "./save-row.ts";

type Asked = { id: string; campaignId: string; revision: number; today: string; now: Date; to: string };

/** Saves a hotline as its form has it; what is wrong with it comes back as codes by field. Throws Refused. */
export async function saveHotline(
  scope: Scope,
  form: ReadonlyMap<string, string>,
  { id, campaignId, today, to, ...asked }: Asked,
): Promise<Edited | { ok: false; problems: HotlineProblems }> {
  demand(scope, "campaign.change");
  const read = readHotline(form, today);
  if (!read.ok) return read;
  const { phoneShown, verifiedOn, ...columns } = read.hotline;
  return saveRow(scope, {
    ...asked,
    table: "Hotline",
    noun: "hotline",
    subject: `hotline:${id}`,
    key: { id, campaign_id: campaignId },
    columns: { ...columns, phone_shown: phoneShown, verified_on: verifiedOn },
    first: { sort: await lastSort("Hotline", campaignId) },
    facts: hotlineFacts,
    fields: hotlineFields,
    to: `${to}#hotline-${id}`,
  });
}

/** A hotline's row as the audit log keeps it. */
export function hotlineFacts(row: Columns) {
  const { name_en, name_es } = asFields("name", asLocalized(row.name));
  const { place, phone, sms, tty, url } = row;
  return { name_en, name_es, place, phone, sms, tty, url, verifiedOn: day(row.verified_on) };
}

function hotlineFields(row: Columns): Record<string, string> {
  const text = (name: string) => String(row[name] ?? "");
  return {
    ...asFields("name", asLocalized(row.name)),
    ...asFields("hours", asLocalized(row.hours)),
    place: text("place"),
    phone: text("phone_shown"),
    sms: text("sms"),
    tty: text("tty"),
    url: text("url"),
    verified_on: day(row.verified_on),
  };
}
