/**
 * `<live-count src value>`: the number that keeps itself current. Polls every 5 s ± 1 s (so that readers do
 * not come in step) or as the answer's `poll` says, only while the page is in sight, and eases from value to
 * value in 400 ms. The figures beside it move with it.
 */
const POLL = 5;
const EASE = 400;
const READ_ALOUD = 60_000;

class LiveCount extends HTMLElement {
  #shown = 0;
  #format = new Intl.NumberFormat(document.documentElement.lang === "es" ? "es-US" : "en-US", {
    useGrouping: "always",
  });
  #plural = new Intl.PluralRules(document.documentElement.lang);
  #timer = 0;
  #frame = 0;
  #read = 0;

  connectedCallback() {
    this.#shown = Number(this.getAttribute("value"));
    if (!this.getAttribute("src")) return;
    document.addEventListener("visibilitychange", this.#look);
    this.#look();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#look);
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
  }

  #look = async () => {
    clearTimeout(this.#timer);
    if (document.hidden) return;
    let poll = POLL;
    try {
      const answer = await fetch(/** @type {string} */ (this.getAttribute("src")));
      const figures = await answer.json();
      if (Number.isInteger(figures.verified) && figures.verified !== this.#shown)
        this.#ease(figures.verified);
      this.#drawBeside(figures);
      if (Number.isInteger(figures.poll)) poll = figures.poll;
    } catch {
      // Offline or restarting: the last number stays, and the next look tries again.
    }
    clearTimeout(this.#timer);
    // Switched off: it looks again when somebody comes back to the page.
    if (poll === 0) return;
    this.#timer = window.setTimeout(this.#look, poll * (800 + Math.random() * 400));
  };

  /** @param {number} target */
  #ease(target) {
    const from = this.#shown;
    const start = performance.now();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#shown = target;
    this.#readAloud(target);
    cancelAnimationFrame(this.#frame);
    /** @param {number} time */
    const step = (time) => {
      const part = still ? 1 : Math.min(1, Math.max(0, (time - start) / EASE));
      this.#draw(Math.round(from + (target - from) * (1 - (1 - part) ** 3)));
      if (part < 1) this.#frame = requestAnimationFrame(step);
    };
    step(start);
  }

  /** @param {number} value */
  #draw(value) {
    const [digits] = this.children;
    if (digits) digits.textContent = this.#format.format(value);
    this.dataset.digits = String(String(value).length);
    this.#inflect(this, value);
  }

  /** The figures beside the number (`<span data-figure="today">`), which do not ease.
   * @param {Record<string, unknown>} figures */
  #drawBeside(figures) {
    /** @type {NodeListOf<HTMLElement>} */
    const marked = document.querySelectorAll("[data-figure]");
    for (const digits of marked) {
      const value = figures[digits.dataset.figure ?? ""];
      if (typeof value !== "number") continue;
      digits.textContent = this.#format.format(value);
      this.#inflect(digits, value);
    }
  }

  /** @param {HTMLElement} digits @param {number} value */
  #inflect(digits, value) {
    const sentence = digits.closest("[data-plural]");
    if (sentence instanceof HTMLElement) sentence.dataset.plural = this.#plural.select(value);
  }

  /** The copy for screen readers: no live region, and a new text at most once a minute.
   * @param {number} value */
  #readAloud(value) {
    const [, copy] = this.children;
    if (!copy || Date.now() - this.#read < READ_ALOUD) return;
    this.#read = Date.now();
    copy.textContent = this.#format.format(value);
  }
}

customElements.define("live-count", LiveCount);
