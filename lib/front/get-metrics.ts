import { createHash, timingSafeEqual } from "node:crypto";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { type AlarmKind, openAlarms } from "#lib/alarms/alarms.ts";
import { env } from "#lib/env.ts";
import { problem } from "#lib/http.ts";
import { openStreams } from "#lib/tallies/get-stream.ts";
import { type Vitals, vitals } from "./vitals.ts";

/**
 * GET /metrics: this process and the work behind it, for Prometheus. For who brings METRICS_TOKEN as a bearer; to anybody
 * else, and where none is set, it is a page that there is not.
 */
export async function getMetrics(request: Request): Promise<Response> {
  const token = env().metricsToken;
  const authorization = request.headers.get("authorization") ?? "";
  if (!token || !isSame(authorization, `Bearer ${token}`)) return problem(404, "en");
  holder.countersignMetrics ??= createMetrics();
  const { registry, measure } = holder.countersignMetrics;
  await measure();
  const headers = { "content-type": registry.contentType, "cache-control": "no-store" };
  return new Response(await registry.metrics(), { headers });
}

// The front and Next's bundle load this module apart; a process has one set of metrics.
type Metrics = ReturnType<typeof createMetrics>;
const holder = globalThis as typeof globalThis & { countersignMetrics?: Metrics };

const GAUGES: Record<keyof Vitals, [name: string, help: string]> = {
  tallierLag: ["tallier_lag_seconds", "Seconds since the tallier last looked for new entries"],
  waitingEntries: ["tallier_waiting_entries", "Entries that are not counted yet, 10000 at most"],
  ledgerPosition: ["ledger_position", "Entries counted"],
  logSize: ["log_size", "Leaves of the public log"],
  logWaiting: ["log_waiting_entries", "Counted entries that are not published yet"],
  publishedAgo: ["log_published_seconds_ago", "Seconds since the last checkpoint"],
  mailWaiting: ["mail_waiting", "Mails in the outbox, 10000 at most"],
};

/** Those that are not open are told as well: a rule must tell "none" from "unknown". */
const NO_ALARMS: Record<AlarmKind, number> = {
  audit: 0,
  log_head: 0,
  log_figures: 0,
  restored: 0,
  backup: 0,
};

function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `countersign_${name}`, help, labelNames, registers });
  const gauges = Object.entries(GAUGES).map(
    ([key, [name, help]]) => [key as keyof Vitals, gauge(name, help)] as const,
  );
  const alarms = gauge("alarms_open", "Alarms that stand open", ["kind"]);
  const streams = gauge("stream_connections", "Streams of the count that are open");

  async function measure(): Promise<void> {
    const [now, open] = await Promise.all([vitals(), openAlarms()]);
    for (const [key, one] of gauges) {
      const value = now[key];
      // Nothing published is no number of seconds.
      if (value === null) one.remove();
      else one.set(value);
    }
    const raised = { ...NO_ALARMS };
    for (const { kind } of open) raised[kind] = 1;
    for (const [kind, value] of Object.entries(raised)) alarms.set({ kind }, value);
    streams.set(openStreams());
  }

  return { registry, measure };
}

/** In a time that does not tell how much of it was right. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
