/** A field of an edit form, as its pages name it. */
export type EditField = {
  name: string;
  label: string;
  /** Written in several lines. */
  isLong?: boolean;
  /** The language of what is typed there. */
  lang?: string;
  /** What may be chosen; for a tick `on` and the empty value. */
  choices?: readonly { value: string; label: string }[];
};

/** What stands in the database where somebody else was there first. */
export type Conflict = {
  ok: false;
  status: 409;
  /** The fields as they are now. */
  theirs: Record<string, string>;
  /** What saving over it has to name. */
  revision: number;
  /** Null for the command line. */
  by: string | null;
  at: Date;
};

/**
 * What became of an edit. Saved: the page to go on to. 422: a sentence for each field that is wrong, for the form as a whole
 * under the name `form`. 409: somebody saved since the revision that the form was made from, and nothing was written.
 */
export type Edited =
  | { ok: true; to: string }
  | { ok: false; status: 422; problems: Record<string, string> }
  | Conflict;

/** The hidden `revision` of an edit form; null for what is none. */
export function readRevision(form: ReadonlyMap<string, string>): number | null {
  const text = form.get("revision") ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
