import { z } from "zod";
import { ROLES, type Role } from "./scope.ts";

const place = z.object({
  role: z.enum(ROLES),
  // A browser sends the field of every form, chosen or not.
  team: z.union([z.uuid(), z.literal("")]).optional(),
});

/** The role that a form gives, with the team that a captain has; null where it names none that there is. */
export function readPlace(form: ReadonlyMap<string, string>): { role: Role; teamId: string | null } | null {
  const read = place.safeParse(Object.fromEntries(form));
  if (!read.success) return null;
  const { role, team } = read.data;
  return { role, teamId: role === "captain" ? team || null : null };
}

/** Whom a form is about. */
export function readPersonId(form: ReadonlyMap<string, string>): string | null {
  return z.uuid().safeParse(form.get("person")).data ?? null;
}
