import { record } from "#lib/audit/record.ts";
import { type ExportFile, fileOf, openFile, removeFilesOf } from "#lib/exports/files.ts";
import { exportSchema, passphraseProblem } from "#lib/exports/schema.ts";
import { problem, seeOther } from "#lib/http.ts";
import { readScopedForm } from "../desk-form.ts";
import { demand, type Scope } from "../scope.ts";
import { askExport } from "./ask-export.ts";

const PAGE = "/organize/exports";

/** POST /organize/exports/make: the form of the page, for who has just shown who he is. */
export async function postExport(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "exports.make", PAGE);
  if (!read.ok) return read.response;
  const { form, scope } = read;
  const asked = exportSchema.safeParse(Object.fromEntries(form));
  if (!asked.success) return seeOther(`${PAGE}?problem=form`);
  const { campaign, year } = asked.data;
  const page = `${PAGE}?${new URLSearchParams({ campaign, year: String(year) })}`;
  const passphrase = form.get("passphrase") ?? "";
  const wrong = passphraseProblem(passphrase, form.get("passphrase_again") ?? "");
  if (wrong) return seeOther(`${page}&problem=${wrong}`);
  await askExport(scope, asked.data, passphrase || undefined);
  return seeOther(`${page}&done=asked`);
}

/** POST /organize/exports/ID/download: the file, for who may make such files and has just shown who he is. */
export async function postDownload(request: Request, id: string): Promise<Response> {
  const read = await readScopedForm(request, "exports.make", PAGE);
  return read.ok ? download(read.scope, id, PAGE) : read.response;
}

/** POST /organize/exports/ID/remove: the file and its key are gone at once. */
export async function postRemoveExport(request: Request, id: string): Promise<Response> {
  const read = await readScopedForm(request, "exports.make");
  if (!read.ok) return read.response;
  const file = await knownFile(id);
  if (!file) return seeOther(`${PAGE}?problem=gone`);
  demand(read.scope, "exports.make");
  await record(null, { scope: read.scope, action: "export.remove", subject: `export:${file.taskId}` });
  await removeFilesOf(file.taskId);
  return seeOther(`${PAGE}?done=removed`);
}

/** A file as a download, recorded before its first byte; where it is gone, the page that says so. */
export async function download(scope: Scope, id: string, page: string): Promise<Response> {
  demand(scope, "exports.make");
  const file = await knownFile(id);
  if (!file) return seeOther(`${page}?problem=gone`);
  await record(null, {
    scope,
    action: "export.download",
    subject: `export:${file.taskId}`,
    after: { file: file.name, rows: file.rows },
  });
  const content = await openFile(id);
  return content ? new Response(content, { headers: headersOf(file) }) : problem(404, scope.lang);
}

function headersOf(file: ExportFile): Record<string, string> {
  return {
    "content-type": file.type,
    "content-length": String(file.size),
    "content-disposition": `attachment; filename="${file.name}"`,
    "cache-control": "private, no-store, no-transform",
  };
}

async function knownFile(id: string): Promise<ExportFile | null> {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? fileOf(id) : null;
}
