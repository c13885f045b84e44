import type { Made } from "#lib/organizers/exports/queries.ts";
import { type Locale, moment, number, words } from "#lib/words.ts";
import { TaskProgress } from "../task-progress.tsx";
import { sizeOf } from "./size.ts";

type Props = { locale: Locale; made: Made[]; now: Date; timeZone: string };

/** The files of the last week, each with what can be done with it: one that is being made shows how far it is. */
export function Files({ locale, made, now, timeZone }: Props) {
  const t = words(locale, "exports");
  if (made.length === 0) return <p className="desk-empty">{t("none")}</p>;
  return (
    <ul className="list-files">
      {made.map((one) => (
        <li key={one.task.id}>
          <p>
            <span className="list-file-name">{nameOf(locale, one)}</span>{" "}
            <span className="desk-note">
              {t("askedBy", { who: one.by ?? "–", when: moment(locale, one.task.createdAt, timeZone) })}
            </span>
          </p>
          {one.file ? (
            <File locale={locale} file={one.file} timeZone={timeZone} />
          ) : one.task.state === "finished" ? (
            <p className="desk-note">{t("expired")}</p>
          ) : (
            <TaskProgress
              locale={locale}
              task={one.task}
              now={now}
              next="/organize/exports"
              label={nameOf(locale, one)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function File({
  locale,
  file,
  timeZone,
}: {
  locale: Locale;
  file: NonNullable<Made["file"]>;
  timeZone: string;
}) {
  const t = words(locale, "exports");
  return (
    <>
      <p>
        {t("fileFacts", { rows: number(locale, file.rows), size: sizeOf(locale, file.size) })}{" "}
        <span className="desk-note">
          {t("until", { when: moment(locale, file.expiresAt, timeZone) })}{" "}
          {t("downloads", { count: file.downloads })}
        </span>
      </p>
      <div className="list-actions">
        <form method="post" action={`/organize/exports/${file.id}/download`}>
          <button className="button calm" type="submit" aria-label={`${t("download")}: ${file.name}`}>
            {t("download")}
          </button>
        </form>
        <form method="post" action={`/organize/exports/${file.id}/remove`}>
          <button className="button calm" type="submit" aria-label={`${t("remove")}: ${file.name}`}>
            {t("remove")}
          </button>
        </form>
      </div>
      <details>
        <summary>{t("sum")}</summary>
        <p className="list-sum">SHA-256 {file.sha256}</p>
      </details>
    </>
  );
}

/** The file's own name, once there is one; before that what was asked for. */
function nameOf(locale: Locale, { task, file }: Made): string {
  const { what, campaign, year } = task.params as { what: "pledges"; campaign: string; year: number };
  return file?.name ?? `${words(locale, "exports")(`kinds.${what}`)}, ${campaign} ${year}`;
}
