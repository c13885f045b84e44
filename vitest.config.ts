import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      // The limits are for what hangs, not for what is slow on a busy machine.
      { test: { name: "unit", include: ["tests/unit/**/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: ["tests/support/database-server.ts"],
          // Two cores: as many files as cores, each on a database of its own.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
