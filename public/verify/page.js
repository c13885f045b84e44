/** The page /verify: reads the receipt, shows each check. Its words come with the page, in the page's language. */
import { checkReceipt, compareHeads } from "./check.js";
import { Malformed, readCheckpoint, readReceipt } from "./read.js";

/** @typedef {Record<string, any>} Words */
/** @typedef {import("./read.js").Receipt} Receipt */

/** Puts values for `{name}` into a text. @param {string} text @param {Record<string, string | number>} values */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** @param {HTMLElement} root */
export function start(root) {
  /** @type {Words} */
  const words = JSON.parse(root.dataset.words ?? "{}");
  const keys = (root.dataset.keys ?? "").split("\n");
  const text = /** @type {HTMLTextAreaElement} */ (root.querySelector("textarea"));
  const file = /** @type {HTMLInputElement} */ (root.querySelector("input[type=file]"));
  const compare = /** @type {HTMLElement} */ (root.querySelector("[data-compare]"));
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-${name}]`));
  /** @type {Receipt | null} */
  let receipt = null;
  root.hidden = false;

  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    text.value = chosen.size < 100_000 ? await chosen.text() : "";
    await check();
  });
  part("check").addEventListener("click", check);
  part("now").addEventListener("click", lookNow);

  async function check() {
    clear();
    if (!text.value.trim()) return say("bad", words.empty);
    try {
      receipt = readReceipt(text.value);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      return say("bad", fill(words.malformed, { line: error.line, what: words.what[error.what] }));
    }
    const checks = await checkReceipt(receipt, keys);
    const isBad = checks.some(({ ok }) => ok === false);
    const verdict = isBad ? "bad" : checks.some(({ ok }) => ok === null) ? "unsure" : "good";
    say(verdict, words[verdict]);
    const { leaf, record, index, checkpoint } = receipt;
    part("facts").textContent = fill(words.facts, {
      name: record.name,
      kind: words.kinds[leaf.kind] ?? leaf.kind,
      edition: leaf.edition,
      index,
      size: checkpoint.size,
      origin: checkpoint.origin,
    });
    part("checks").append(...checks.map(({ name, ok }) => line(ok, words.checks[name][ok ? 0 : 1])));
    compare.hidden = isBad;
  }

  async function lookNow() {
    if (!receipt) return;
    const before = receipt.checkpoint;
    const answer = await fetch("/log/checkpoint", { cache: "no-store" }).catch(() => null);
    const note = answer?.ok ? await answer.text() : null;
    if (note === null) return tell("offline", {});
    try {
      const now = readCheckpoint(note.trimEnd().split("\n"), 1);
      tell(await compareHeads(before, now, keys), { before: before.size, now: now.size });
    } catch {
      tell("unsigned", {});
    }
  }

  function clear() {
    receipt = null;
    compare.hidden = true;
    for (const name of ["facts", "checks", "compared"]) part(name).replaceChildren();
  }

  /** @param {string} verdict @param {string} what */
  function say(verdict, what) {
    part("verdict").dataset.state = verdict;
    part("verdict").textContent = what;
  }

  /** @param {string} outcome @param {Record<string, number>} values */
  function tell(outcome, values) {
    part("compared").textContent = fill(words.now[outcome], values);
  }

  /** @param {boolean | null} ok @param {string} what */
  function line(ok, what) {
    const item = document.createElement("li");
    const mark = document.createElement("b");
    item.dataset.state = ok === null ? "unsure" : ok ? "good" : "bad";
    mark.textContent = `${ok === null ? words.unknown : ok ? words.passed : words.failed}: `;
    item.append(mark, ok === null ? words.unsure : what);
    return item;
  }
}
