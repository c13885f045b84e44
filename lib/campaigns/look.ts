import type { Said } from "#lib/said.ts";
import type { Accents } from "./color-rules.ts";
import type { OwnWordKey } from "./messages.ts";

export type Picture = { id: string; width: number; height: number };
export type Logo = Picture & { alt: Said };

/** A campaign's film, as it stands in `Campaign.video`. What belongs to each language may be missing in one. */
export type Video = {
  source:
    | { kind: "film"; id: string; type: string; size: number }
    /** Elsewhere: nothing is loaded from there, one goes there by a click. */
    | { kind: "link"; url: string };
  seconds: number;
  title: Said;
  /** What to know before one watches. */
  note: Said;
  transcript: Said;
  still: Picture | null;
  /** Ids of caption files. */
  captions: Said;
};

/** What a campaign looks like and says of itself, beside its name and host. */
export type Look = {
  about: Said | null;
  website: string | null;
  postalAddress: string | null;
  /** Null: ours. */
  accents: Accents | null;
  logo: Logo | null;
  video: Video | null;
  ownWords: { key: OwnWordKey; lang: string; text: string }[];
};

/** The look of campaign `c` as an expression of SQL that makes an object of JSON. */
export const LOOK_SQL = `json_build_object('about', c.about, 'website', c.website, 'postalAddress', c.postal_address,
  'accents', CASE WHEN c.accent_light IS NOT NULL THEN json_build_object('light', c.accent_light, 'dark', c.accent_dark) END,
  'logo', (SELECT json_build_object('id', m.id, 'width', m.width, 'height', m.height, 'alt', coalesce(m.alt, '{}'))
           FROM "Media" m WHERE m.id = c.logo_id),
  'video', c.video,
  'ownWords', coalesce((SELECT json_agg(json_build_object('key', w.key, 'lang', w.lang, 'text', w.text) ORDER BY w.key, w.lang)
                        FROM "CampaignMessage" w WHERE w.campaign_id = c.id), '[]'))`;

/** Of a campaign that has set nothing. */
export const PLAIN_LOOK: Look = {
  about: null,
  website: null,
  postalAddress: null,
  accents: null,
  logo: null,
  video: null,
  ownWords: [],
};
