import { test as base, expect } from "@playwright/test";

type Options = {
  /** The one address outside that a test may lead to. */
  leadsTo: string | null;
};
type Fixtures = {
  /** A state where nobody else signs while this test runs, so that its count can be checked to the man. */
  ownState: string;
  /** Checks by itself, after every test, that its pages stayed quiet. */
  quiet: undefined;
};

const STATES = ["US-HI", "US-VT", "US-MT", "US-ME", "US-ND", "US-DE", "US-RI", "US-NH"];

/** `test` of the browser tests: fails, whatever else it is about, where a page complains or asks anyone else. */
export const test = base.extend<Options & Fixtures>({
  leadsTo: [null, { option: true }],
  ownState: async ({ browserName: _ }, use, { parallelIndex }) => use(STATES[parallelIndex] as string),
  quiet: [
    async ({ context, baseURL, leadsTo }, use) => {
      const faults: string[] = [];
      const isOurs = (url: string) =>
        url.startsWith(`${baseURL}/`) || url === leadsTo || !/^(https?|wss?):/.test(url);
      context.on("request", (request) => {
        if (!isOurs(request.url())) faults.push(`asked ${request.url()}`);
      });
      context.on("response", (response) => {
        const isPage = response.request().resourceType() === "document";
        // An edit form of the desk is told so that something is wrong (422), or that somebody else was first (409).
        const isTold = /\/organize\//.test(response.url()) && [409, 422].includes(response.status());
        if (!isPage && !isTold && response.status() >= 400)
          faults.push(`${response.status()} ${response.url()}`);
      });
      context.on("console", (message) => {
        // A missing page complains of itself; a missing part of one is noticed above.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
          faults.push(`${message.text()} (${message.location().url})`);
      });
      context.on("weberror", (error) => faults.push(String(error.error())));
      await use(undefined);
      expect(faults, "complaints and requests to others").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
