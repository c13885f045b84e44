import type { Import } from "#lib/imports/queries.ts";
import type { Task } from "#lib/tasks/queries.ts";
import { type Locale, moment, number, words } from "#lib/words.ts";
import { sizeOf } from "../exports/size.ts";

type Row = { list: Import; check: Task | null; run: Task | null };
type Props = { locale: Locale; lists: Row[]; timeZone: string };

/** The lists of an edition; each leads to its own page. */
export function Lists({ locale, lists, timeZone }: Props) {
  const t = words(locale, "imports");
  if (lists.length === 0) return <p className="desk-empty">{t("none")}</p>;
  return (
    <ul className="list-files">
      {lists.map((row) => (
        <li key={row.list.id}>
          <p>
            <a className="list-file-name" href={`/organize/imports/${row.list.id}`}>
              {t("listOf", { when: moment(locale, row.list.createdAt, timeZone) })}
            </a>{" "}
            <span className="desk-note">
              {t("listFacts", {
                size: sizeOf(locale, row.list.size),
                rows: number(locale, row.list.shape.lines),
              })}
            </span>
          </p>
          <p>{stateOf(locale, row)}</p>
        </li>
      ))}
    </ul>
  );
}

/** The next thing to do with it, or what came of it. */
function stateOf(locale: Locale, { list, check, run }: Row): string {
  const t = words(locale, "imports");
  if (list.finishedAt) return t("states.done", { taken: number(locale, Number(run?.result?.taken ?? 0)) });
  if (run) return t(run.endedAt ? "states.stopped" : "states.running");
  if (check?.state === "finished")
    return t("states.checked", { good: number(locale, Number(check.result?.good ?? 0)) });
  return t(check && !check.endedAt ? "states.checking" : "states.uploaded");
}
