export type DiffPart = { kind: "same" | "added" | "removed"; text: string };

/** A comparison takes memory by words times words; texts longer than this are compared as wholes where they differ. */
const CELLS = 4_000_000;

/**
 * What has to be taken out of `before` and put in to make it `after`, by whole words of a language: the longest common
 * subsequence, with removed words before the added ones. Parts joined without the added ones are `before`, without the removed
 * ones `after`.
 */
export function wordDiff(before: string, after: string, lang: string): DiffPart[] {
  const [a, b] = [wordsOf(before, lang), wordsOf(after, lang)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const parts: DiffPart[] = [
    ...a.slice(0, head).map(same),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ];
  return withWholeSentences(joined(withoutIslands(joined(parts))));
}

/** Words, and what stands between them: each piece of punctuation and each run of spaces by itself. */
function wordsOf(text: string, lang: string): string[] {
  return [...new Intl.Segmenter(lang, { granularity: "word" }).segment(text)].map(({ segment }) => segment);
}

function middle(a: string[], b: string[]): DiffPart[] {
  const width = b.length + 1;
  if ((a.length + 1) * width > CELLS) return [...a.map(removed), ...b.map(added)];
  // common[i][j]: how many words the rests of a from i and of b from j have in common, in order.
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const parts: DiffPart[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push(same(a[i++] as string));
      j++;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1)))
      parts.push(removed(a[i++] as string));
    else parts.push(added(b[j++] as string));
  }
  return parts;
}

/** A lone space that stayed between two changed words reads better as part of the change. */
function withoutIslands(parts: DiffPart[]): DiffPart[] {
  return parts.flatMap((part, index) => {
    const isIsland = part.kind === "same" && /^ +$/.test(part.text) && index > 0 && index < parts.length - 1;
    return isIsland ? [removed(part.text), added(part.text)] : [part];
  });
}

/**
 * "know{+. I will ask+}." and "know.{+ I will ask.+}" are the same change; the second is how one would say it. Where a sentence
 * was put in or taken out alone, its own end goes with it.
 */
function withWholeSentences(parts: DiffPart[]): DiffPart[] {
  const moved = parts.map((part) => ({ ...part }));
  moved.forEach((part, index) => {
    const [before, after] = [moved[index - 1], moved[index + 1]];
    if (part.kind === "same" || before?.kind !== "same" || after?.kind !== "same") return;
    const [end = ""] = part.text;
    if (!/[.!?]/.test(end) || !after.text.startsWith(end)) return;
    before.text += end;
    part.text = part.text.slice(1) + end;
    after.text = after.text.slice(1);
  });
  return moved.filter(({ text }) => text !== "");
}

/** Neighbours of a kind become one, and of a run of changes what is removed goes first. */
function joined(parts: DiffPart[]): DiffPart[] {
  const found: DiffPart[] = [];
  let run = { removed: "", added: "" };
  const end = () => {
    if (run.removed) found.push(removed(run.removed));
    if (run.added) found.push(added(run.added));
    run = { removed: "", added: "" };
  };
  for (const { kind, text } of parts) {
    if (kind !== "same") {
      run[kind] += text;
      continue;
    }
    end();
    const last = found.at(-1);
    if (last?.kind === "same") last.text += text;
    else found.push(same(text));
  }
  end();
  return found;
}

const same = (text: string): DiffPart => ({ kind: "same", text });
const added = (text: string): DiffPart => ({ kind: "added", text });
const removed = (text: string): DiffPart => ({ kind: "removed", text });
