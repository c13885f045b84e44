/** Share sheet and copy button, shown where the browser has them. */
for (const box of document.querySelectorAll("[data-share]")) {
  if (!(box instanceof HTMLElement)) continue;
  const { url = "", text = "" } = box.dataset;

  const native = box.querySelector("[data-native]");
  if (native instanceof HTMLButtonElement && typeof navigator.share === "function") {
    native.hidden = false;
    box.querySelector(".actions .great")?.classList.replace("great", "calm");
    // The text holds the link already: given as url too, most targets would print it twice.
    native.addEventListener("click", () => navigator.share({ text }).catch(() => {}));
  }

  const copy = box.querySelector("[data-copy]");
  if (copy instanceof HTMLButtonElement && navigator.clipboard) {
    const label = copy.textContent;
    const said = box.querySelector("[data-said]");
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(url);
      copy.textContent = copy.dataset.copied ?? label;
      if (said) said.textContent = copy.textContent;
      setTimeout(() => {
        copy.textContent = label;
        if (said) said.textContent = "";
      }, 3000);
    });
  }
}
