/** Checks a receipt on /verify, in this browser. What does it lies beside the islands and is loaded on that page alone. */
import { start } from "../verify/page.js";

for (const root of document.querySelectorAll("[data-verify]")) if (root instanceof HTMLElement) start(root);
