/**
 * The quick exit, faster: covers the page at once and leaves no entry to go back to. Shift pressed three
 * times does the same: each within 5 s, any other key starts over, Shift held for a capital does not count.
 */
const WITHIN = 5000;
const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.exit"));
const cover = document.createElement("div");
const said = document.createElement("p");
cover.className = "exit-cover";
said.className = "sr-only";
said.setAttribute("role", "status");
document.body.append(said);

let presses = 0;
let last = 0;
let alone = false;

function leave() {
  document.body.append(cover);
  document.title = "";
  said.textContent = link?.dataset.leaving ?? "";
  location.replace(link?.href ?? "/exit");
}

link?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  leave();
});

addEventListener("keydown", (event) => {
  if (event.key === "Shift") {
    if (!event.repeat) alone = true;
    return;
  }
  alone = false;
  presses = 0;
});

addEventListener("pointerdown", () => {
  alone = false;
});

addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !alone) return;
  alone = false;
  const now = Date.now();
  presses = now - last <= WITHIN ? presses + 1 : 1;
  last = now;
  if (presses === 3) leave();
  else said.textContent = (presses === 1 ? link?.dataset.once : link?.dataset.twice) ?? "";
});

// Back from the browser's own memory of the page: uncovered, and counting from nothing.
addEventListener("pageshow", () => {
  cover.remove();
  presses = 0;
  said.textContent = "";
});
