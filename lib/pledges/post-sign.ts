import { editionForSigning } from "#lib/campaigns/queries.ts";
import { signedVersion } from "#lib/campaigns/rules.ts";
import { now as clock } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { type Form, problem, readOwnForm, seeOther } from "#lib/http.ts";
import { isOff } from "#lib/switches/state.ts";
import { localeOr, path } from "#lib/words.ts";
import { ipPrefix } from "./ip-prefix.ts";
import {
  forgetForm,
  masked,
  readFormMemory,
  rememberForm,
  rememberSigned,
  rememberYoung,
} from "./memories.ts";
import { type FieldError, parseSign } from "./schema.ts";
import { sign } from "./sign.ts";

/**
 * POST /c/SLUG/sign. 303 to the same "check your inbox" page for every address, known or not; to the form with its
 * errors when something is to be corrected, or while signing is switched off; a fitting 4xx page, and nothing stored, for what no form of ours sends.
 */
export async function postSign(request: Request, { slug = "" }: Record<string, string>): Promise<Response> {
  const read = await readOwnForm(request);
  if (!read.ok) return read.response;
  const { form } = read;
  const locale = localeOr(form.get("lang"));
  const [found] = await Promise.all([editionForSigning(slug), loadSecrets()]);
  if (!found) return problem(404, locale);

  const now = clock();
  const { edition, replaced } = found;
  const formPage = `/c/${slug}/form`;
  if (readFormMemory(request.headers.get("cookie"), formPage, now)?.young)
    return seeOther(path(locale, formPage));

  // The form page says why: not open yet, or over.
  if (edition.state !== "open") return seeOther(path(locale, formPage));

  const parsed = parseSign(form, { now, timeZone: edition.timeZone });
  if (!parsed.ok && parsed.young) return seeOther(path(locale, formPage), [rememberYoung(now)]);
  // Nothing is stored here and nothing is lost there: the form page says so, and has what he typed when signing goes on.
  if (await isOff("signing"))
    return seeOther(path(locale, formPage), [rememberForm(formPage, form, {}, now)]);
  if (!parsed.ok) return showAgain(form, parsed.errors);
  const textVersion = signedVersion(parsed.input.textVersion, edition.textVersion, replaced, now);
  if (textVersion === null) return showAgain(form, [], true);

  const visitor = ipPrefix(request.headers.get("x-visitor-address"));
  const { pledgeId, seen } = await sign(parsed.input, {
    editionId: edition.id,
    textVersion,
    ipPrefix: visitor,
    now,
  });
  const memory = {
    slug,
    pledgeId,
    masked: masked(parsed.input.email.typed),
    seen,
    codeFailed: false,
    full: false,
    proved: false,
  };
  return seeOther(path(locale, `/c/${slug}/signed`), [rememberSigned(memory, now), forgetForm()]);

  function showAgain(typed: Form, errors: FieldError[], newText = false): Response {
    return seeOther(path(locale, `${formPage}#errors`), [
      rememberForm(formPage, typed, { errors, newText }, now),
    ]);
  }
}
