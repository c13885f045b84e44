/**
 * The sign form: hides the place fields that do not apply and holds back a second press. It keeps nothing.
 */
const WITH_REGIONS = ["US", "CA"];

for (const form of document.querySelectorAll("form")) {
  const country = field(form, "country");
  const region = field(form, "region");
  const county = field(form, "county");
  if (!country || !region || !county) continue;

  const groups = [...region.querySelectorAll("optgroup")];
  const adapt = () => {
    show(region, WITH_REGIONS.includes(country.value));
    for (const group of groups) {
      const fits = group.querySelector("option")?.value.startsWith(`${country.value}-`) ?? false;
      // Safari shows hidden groups all the same; disabled, they cannot be chosen there.
      group.hidden = group.disabled = !fits;
    }
    if (region.selectedOptions[0]?.closest("optgroup")?.disabled) region.value = "";
    show(county, country.value === "US" && region.value === "US-WI");
  };
  form.addEventListener("change", adapt);
  addEventListener("pageshow", adapt);
  adapt();

  const button = form.querySelector("button");
  const label = button?.textContent ?? "";
  form.addEventListener("submit", () => {
    if (!button || !form.dataset.sending) return;
    // After the browser has read the form, so that the press itself is not lost.
    setTimeout(() => {
      button.disabled = true;
      button.textContent = form.dataset.sending ?? label;
    });
  });
  addEventListener("pageshow", () => {
    if (!button) return;
    button.disabled = false;
    button.textContent = label;
  });
}

/** @param {HTMLFormElement} form @param {string} name */
function field(form, name) {
  const found = form.elements.namedItem(name);
  return found instanceof HTMLSelectElement ? found : null;
}

/** @param {HTMLSelectElement} select @param {boolean} shown */
function show(select, shown) {
  const frame = select.closest(".field");
  if (frame instanceof HTMLElement) frame.hidden = !shown;
  if (!shown) select.value = "";
}
