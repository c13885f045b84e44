import { now } from "#lib/clock.ts";
import { problem, seeOther } from "#lib/http.ts";
import { preferredLocale } from "#lib/words.ts";
import { landing, readScopedForm } from "./desk-form.ts";
import { insideDesk } from "./next-page.ts";
import { signedIn } from "./session.ts";
import { scopeOf } from "./sessions.ts";
import { taskView } from "./task-view.ts";
import { stopTask, visibleTask } from "./tasks.ts";

/** GET /organize/tasks/ID: how far a task is, as JSON in the organizer's language. */
export async function getTask(request: Request, id: string): Promise<Response> {
  const scope = scopeOf(await signedIn(request.headers));
  if (!scope) return problem(403, languageOf(request));
  const task = await visibleTask(scope, id);
  if (!task) return problem(404, scope.lang);
  return Response.json(taskView(scope.lang, task, now()), {
    headers: { "cache-control": "private, no-store" },
  });
}

/** POST /organize/tasks/ID/stop with `next`, the page to go back to. Stopping one that has ended changes nothing. */
export async function postStopTask(request: Request, id: string): Promise<Response> {
  const read = await readScopedForm(request, null);
  if (!read.ok) return read.response;
  if (!(await visibleTask(read.scope, id))) return problem(404, read.scope.lang);
  await stopTask(read.scope, id);
  return seeOther(insideDesk(read.form.get("next")) ?? landing(read.scope));
}

function languageOf(request: Request) {
  return preferredLocale(request.headers.get("accept-language"));
}
