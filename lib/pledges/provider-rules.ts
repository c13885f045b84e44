/** How a mail provider treats the local part of its own addresses. */
export type ProviderRule = {
  domains: string[];
  /** The domain that stands for all of them, where they are one mailbox; otherwise each stands for itself. */
  oneDomain?: string;
  /** From here on the provider ignores the rest of the local part. */
  tagFrom?: string;
  /** Characters that it ignores in the local part. */
  ignores?: RegExp;
  /** It delivers `anything@NAME.domain` to `NAME@domain`. */
  nameAsSubdomain?: true;
};

/**
 * Only what a provider documents. Yahoo and AOL are missing on purpose: their disposable addresses (`base-word@`) are made
 * by hand from a base name that is not the account's, so nothing can be stripped.
 */
const RULES: ProviderRule[] = [
  {
    // Dots: https://support.google.com/mail/answer/7436150
    // Tags: https://gmail.googleblog.com/2008/03/2-hidden-ways-to-get-more-from-your.html
    // One mailbox: https://support.google.com/mail/answer/10313
    domains: ["gmail.com", "googlemail.com"],
    oneDomain: "gmail.com",
    tagFrom: "+",
    ignores: /\./g,
  },
  {
    // https://learn.microsoft.com/exchange/recipients-in-exchange-online/plus-addressing-in-exchange-online (the engine
    // of Outlook.com, which has had it since 2013). The domains are different people's.
    domains: ["outlook.com", "hotmail.com", "live.com", "msn.com"],
    tagFrom: "+",
  },
  {
    // One mailbox: https://support.apple.com/118230 ("you can use @icloud.com, @me.com, and @mac.com")
    domains: ["icloud.com", "me.com", "mac.com"],
    oneDomain: "icloud.com",
    tagFrom: "+",
  },
  {
    // https://www.fastmail.help/hc/en-us/articles/360060591053 (plus and subdomain addressing)
    domains: ["fastmail.com", "fastmail.fm"],
    tagFrom: "+",
    nameAsSubdomain: true,
  },
  {
    // Tags and domains: https://proton.me/support/addresses-and-aliases. Ignored characters: `canonicalizeEmail` in
    // https://github.com/ProtonMail/WebClients, packages/shared/lib/helpers/email.ts
    domains: ["proton.me", "protonmail.com", "protonmail.ch", "pm.me"],
    oneDomain: "proton.me",
    tagFrom: "+",
    ignores: /[._-]/g,
  },
];

const byDomain = new Map(RULES.flatMap((rule) => rule.domains.map((domain) => [domain, rule])));

/** The address that a provider delivers to, of a lower-cased one; unknown providers keep every character. */
export function asDelivered(local: string, domain: string): { local: string; domain: string } {
  const rule = byDomain.get(domain);
  if (rule) return { local: stripped(local, rule), domain: rule.oneDomain ?? domain };
  const dot = domain.indexOf(".");
  const parent = domain.slice(dot + 1);
  return byDomain.get(parent)?.nameAsSubdomain
    ? { local: domain.slice(0, dot), domain: parent }
    : { local, domain };
}

function stripped(local: string, { tagFrom, ignores }: ProviderRule): string {
  const [name = ""] = tagFrom ? local.split(tagFrom) : [local];
  return ignores ? name.replace(ignores, "") : name;
}
