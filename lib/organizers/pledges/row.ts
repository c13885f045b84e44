import { unseal, unwrapDataKey } from "#lib/crypto.ts";
import { masked } from "#lib/pledges/memories.ts";
import { may, type Scope } from "../scope.ts";

export type Sealed = {
  data_key: Buffer | null;
  name_sealed: Buffer | null;
  email_sealed: Buffer | null;
  email_domain: string | null;
};

/** Who it is; nulls of an erased one, and of one from paper without an address. */
export function openPerson(sealed: Sealed): { name: string | null; email: string | null } {
  if (!sealed.data_key) return { name: null, email: null };
  const key = unwrapDataKey(sealed.data_key);
  const open = (value: Buffer | null, context: string) =>
    value && unseal(key, value, context).toString("utf8");
  return { name: open(sealed.name_sealed, "name"), email: open(sealed.email_sealed, "email") };
}

/** An address as most of the desk shows it: `j…n@gmail.com`. The domain is what floods are told by. */
export function maskedAddress(address: string): string {
  return masked(address).replace(/…$/, "") + address.slice(address.lastIndexOf("@") + 1);
}

/** Whether somebody sees whole addresses: who may take the list out anyway. */
export function seesAddresses(scope: Pick<Scope, "role">): boolean {
  return may(scope, "exports.make");
}
