import { expect, test } from "vitest";
import { openConsole, readableLine } from "#lib/house/console.ts";

const time = new Date(2026, 10, 21, 14, 3, 7).toISOString();
const lines = (readable: boolean) => {
  const written: string[] = [];
  const log = openConsole({
    readable,
    colours: false,
    now: () => new Date(time),
    write: (line) => written.push(line),
  });
  return { log, written };
};

test("a JSON line of a child becomes a short line", () => {
  const { log, written } = lines(true);
  log.relay(
    "web",
    JSON.stringify({ level: "info", time, process: "web", event: "listening", port: 3000, msg: "ready" }),
  );
  log.relay("web", JSON.stringify({ level: "warn", time, process: "web", msg: "slow" }));
  log.relay("worker", "not JSON { at all");
  log.say("done");
  expect(written).toEqual([
    "14:03:07 web    ready port=3000",
    "14:03:07 web    WARN slow",
    "14:03:07 worker not JSON { at all",
    "14:03:07 start  done",
  ]);
});

test("an error shows its stack, once", () => {
  const err = { type: "Error", message: "no", stack: "Error: no\n    at x" };
  expect(readableLine({ level: "error", time, process: "web", msg: "failed", err })).toBe(
    "14:03:07 web    ERROR failed Error: no\n    at x",
  );
});

test("for a log collector the children's lines pass as they are, and ours are JSON too", () => {
  const { log, written } = lines(false);
  const own = `{"level":"info","time":"${time}","msg":"listening"}`;
  log.relay("web", own);
  log.relay("web", "a library's plain word");
  log.warn("careful");
  expect(written[0]).toBe(own);
  expect(JSON.parse(written[1] ?? "")).toEqual({
    process: "web",
    level: "info",
    time,
    msg: "a library's plain word",
  });
  expect(JSON.parse(written[2] ?? "")).toEqual({ level: "warn", time, process: "start", msg: "careful" });
});
