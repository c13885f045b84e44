import { MEDIA_LIMITS, type MediaKind } from "#lib/campaigns/media-rules.ts";
import { problem, seeOther } from "#lib/http.ts";
import { MalformedForm } from "#lib/multipart.ts";
import { LOCALES } from "#lib/words.ts";
import { type Kept, keepUpload } from "./keep-upload.ts";
import { deskCampaign } from "./queries.ts";
import { line } from "./read-field.ts";
import { readUpload, textOf } from "./read-upload.ts";

/** Where each kind is chosen, once it is there. */
const PAGES: Record<MediaKind, string> = {
  logo: "/organize/look",
  poster: "/organize/look/film",
  film: "/organize/look/film",
  captions: "/organize/look/film",
};

/** The form has four and a file. */
const MOST_FIELDS = 12;

/**
 * POST /organize/look/upload: `campaign`, `kind`, for a logo `alt_en` and `alt_es`, and behind them `file`; what comes after that says
 * nothing more. Answers with the page
 * on which it is chosen: nothing is published by it.
 */
export async function postUpload(request: Request): Promise<Response> {
  const read = await readUpload(request, "campaign.change");
  if (!read.ok) return read.response;
  const { scope, parts } = read;
  const fields = new Map<string, string>();
  let taken: { kept: Kept; kind: MediaKind; slug: string } | null = null;
  try {
    for await (const part of parts) {
      if (fields.size > MOST_FIELDS) return problem(400, scope.lang);
      if (taken) continue;
      if (part.filename === null) fields.set(part.name, await textOf(part));
      else if (part.name === "file") {
        const found = await deskCampaign(scope, fields.get("campaign") || "-");
        const kind = fields.get("kind") ?? "";
        if (!found || !isKind(kind)) return problem(400, scope.lang);
        const alt = Object.fromEntries(LOCALES.map((lang) => [lang, line(fields, `alt_${lang}`)]));
        const kept = await keepUpload(scope, found.campaign, { kind, alt }, part.body);
        taken = { kept, kind, slug: found.campaign.slug };
      }
    }
  } catch (error) {
    if (error instanceof MalformedForm) return problem(400, scope.lang);
    throw error;
  }
  if (!taken) return problem(400, scope.lang);
  const { kept, kind, slug } = taken;
  const page = `${PAGES[kind]}?campaign=${slug}`;
  return seeOther(
    kept.ok
      ? `${page}&${kind}=${kept.id}&done=${kind}#${kind}`
      : `${page}&problem=${kept.reason}&of=${kind}#upload-${kind}`,
  );
}

function isKind(kind: string): kind is MediaKind {
  return Object.hasOwn(MEDIA_LIMITS, kind);
}
