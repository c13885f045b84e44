import { defineConfig } from "@playwright/test";
import { findChromium } from "#lib/house/chromium.ts";

/**
 * Browser tests against the whole product, started once as a newcomer starts it (tests/e2e/support/house.ts). Every name
 * but localhost is unknown to this browser, so nothing here needs a network, and nothing can leave unseen.
 */
export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/support/house.ts",
  fullyParallel: true,
  // Two cores, and the product needs its share of them.
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  // The number on an open page may take two looks of about five seconds each.
  expect: { timeout: 15_000 },
  reporter: "list",
  projects: [
    { name: "together", testIgnore: "alone/**" },
    // What an organizer switches off is off for every other test, too.
    { name: "alone", testMatch: "alone/**", dependencies: ["together"] },
  ],
  use: {
    browserName: "chromium",
    // Set by the global setup; the processes that run the tests read this file after it.
    baseURL: process.env.COUNTERSIGN_URL,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM || findChromium(console.error) || undefined,
      chromiumSandbox: false,
      args: [
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE ::1",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
