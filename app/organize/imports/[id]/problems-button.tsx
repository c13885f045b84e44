import type { ExportFile } from "#lib/exports/files.ts";
import { type Locale, words } from "#lib/words.ts";

/** Fetches the rows that the check would not take, while there are any and their file is there. */
export function ProblemsButton({
  locale,
  id,
  file,
}: {
  locale: Locale;
  id: string;
  file: ExportFile | null;
}) {
  if (!file || file.rows === 0) return null;
  return (
    <form method="post" action={`/organize/imports/${id}/problems`}>
      <button className="button calm" type="submit">
        {words(locale, "imports")("problemsFile")}
      </button>
    </form>
  );
}
