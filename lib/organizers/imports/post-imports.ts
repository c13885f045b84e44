import { isOwnOrigin, problem, seeOther } from "#lib/http.ts";
import { boundaryOf, MalformedForm, readParts } from "#lib/multipart.ts";
import { preferredLocale } from "#lib/words.ts";
import { deskEdition } from "../desk-edition.ts";
import { readScopedForm } from "../desk-form.ts";
import { download } from "../exports/post-exports.ts";
import { may } from "../scope.ts";
import { isFresh, signedIn } from "../session.ts";
import { scopeOf } from "../sessions.ts";
import { checkList, startImport, throwAway, type Uploaded, uploadList } from "./deeds.ts";
import { shownImport } from "./queries.ts";
import { readMapping } from "./schema.ts";

const PAGE = "/organize/imports";
const FRESH = `/organize/second-factor?next=${encodeURIComponent(PAGE)}`;

/** POST /organize/imports/upload?campaign=SLUG&year=YEAR: a form with one file, read as it comes. */
export async function postUpload(request: Request): Promise<Response> {
  const locale = preferredLocale(request.headers.get("accept-language"));
  if (!isOwnOrigin(request)) return problem(403, locale);
  const who = await signedIn(request.headers);
  const scope = scopeOf(who);
  if (!scope) return seeOther(who ? "/organize/second-factor" : "/organize/sign-in");
  if (!may(scope, "imports.make")) return seeOther("/organize/refused");
  if (!(await isFresh(scope))) return seeOther(FRESH);
  const boundary = boundaryOf(request.headers.get("content-type"));
  if (!boundary || !request.body) return problem(415, scope.lang);
  const asked = new URL(request.url).searchParams;
  const found = await deskEdition(scope, "imports.make", {
    campaign: asked.get("campaign") ?? undefined,
    year: asked.get("year") ?? undefined,
  });
  if (!found) return problem(404, scope.lang);
  const page = `${PAGE}?${new URLSearchParams({ campaign: found.campaign.slug, year: String(found.edition.year) })}`;
  const uploaded = await readUpload(request.body as unknown as AsyncIterable<Uint8Array>, boundary, (body) =>
    uploadList(scope, found, body),
  );
  if (uploaded.ok) return seeOther(`${PAGE}/${uploaded.id}`);
  return uploaded.problem === "known"
    ? seeOther(`${PAGE}/${uploaded.id}?problem=known`)
    : seeOther(`${page}&problem=${uploaded.problem}`);
}

async function readUpload(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  take: (file: AsyncIterable<Buffer>) => Promise<Uploaded>,
): Promise<Uploaded> {
  try {
    for await (const part of readParts(body, boundary))
      if (part.filename !== null && part.name === "list") return await take(part.body);
    return { ok: false, problem: "empty" };
  } catch (error) {
    if (error instanceof MalformedForm) return { ok: false, problem: "broken" };
    throw error;
  }
}

/** POST /organize/imports/ID/check: the columns, the evidence and the consent. */
export async function postCheck(request: Request, id: string): Promise<Response> {
  const read = await readScopedForm(request, "imports.make");
  if (!read.ok) return read.response;
  if (!isUuid(id)) return problem(404, read.scope.lang);
  const { mapping, isTwice } = readMapping(read.form);
  const page = `${PAGE}/${id}`;
  if (isTwice) return seeOther(`${page}?problem=twice`);
  const checked = await checkList(read.scope, id, {
    mapping,
    evidence: read.form.get("evidence") ?? "",
    consent: read.form.get("consent") ?? "",
  });
  return seeOther(checked.ok ? page : `${page}?problem=${checked.problem}`);
}

/** POST /organize/imports/ID/start: the import itself, for who has just shown who he is. */
export async function postStart(request: Request, id: string): Promise<Response> {
  if (!isUuid(id)) return problem(404, preferredLocale(request.headers.get("accept-language")));
  const read = await readScopedForm(request, "imports.make", `${PAGE}/${id}`);
  if (!read.ok) return read.response;
  const started = await startImport(read.scope, id);
  return seeOther(started.ok ? `${PAGE}/${id}` : `${PAGE}/${id}?problem=${started.problem}`);
}

/** POST /organize/imports/ID/remove. */
export async function postThrowAway(request: Request, id: string): Promise<Response> {
  const read = await readScopedForm(request, "imports.make");
  if (!read.ok) return read.response;
  const isGone = isUuid(id) && (await throwAway(read.scope, id));
  return seeOther(isGone ? `${PAGE}?done=removed` : `${PAGE}?problem=gone`);
}

/** POST /organize/imports/ID/problems: the rows that its check would not take. They name nobody. */
export async function postProblems(request: Request, id: string): Promise<Response> {
  const read = await readScopedForm(request, "imports.make");
  if (!read.ok) return read.response;
  const shown = await shownImport(read.scope, id);
  if (!shown) return problem(404, read.scope.lang);
  return download(read.scope, shown.problems?.id ?? "", `${PAGE}/${id}`);
}

function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}
