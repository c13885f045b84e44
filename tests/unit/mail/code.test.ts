import { randomInt } from "node:crypto";
import { expect, it, vi } from "vitest";
import { newCode } from "#lib/mail/code.ts";

vi.mock("node:crypto", async (original) => {
  const real = await original<typeof import("node:crypto")>();
  return { ...real, randomInt: vi.fn(real.randomInt) };
});

it("is six digits, leading noughts included", () => {
  vi.mocked(randomInt).mockImplementationOnce(() => 42 as never);
  expect(newCode()).toBe("000042");
  for (let i = 0; i < 1_000; i++) expect(newCode()).toMatch(/^\d{6}$/);
});

it("is never the hotline's text number", () => {
  vi.mocked(randomInt).mockImplementationOnce(() => 233_733 as never);
  vi.mocked(randomInt).mockImplementationOnce(() => 233_734 as never);
  expect(newCode()).toBe("233734");
});

it("uses every digit in every place", () => {
  const seen = new Set<string>();
  for (let i = 0; i < 2_000; i++) [...newCode()].forEach((digit, place) => void seen.add(`${place}${digit}`));
  expect(seen.size).toBe(60);
});
