import { uuidv7 } from "#lib/crypto.ts";
import { type Granted, grant } from "#lib/organizers/grant.ts";
import type { Role, Scope } from "#lib/organizers/scope.ts";

/** The scope of somebody of a role, without his having signed in (and without a row of his in the database). */
export function scopeOf(role: Role, fields: Partial<Granted> = {}): Scope {
  const id = () => uuidv7(new Date());
  return grant({
    organizerId: id(),
    sessionId: id(),
    role,
    teamId: role === "captain" ? id() : null,
    ipPrefix: "192.0.2.0/24",
    lang: "en",
    ...fields,
  });
}
