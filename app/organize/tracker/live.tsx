"use client";

import { useSyncExternalStore } from "react";

type Values = Record<string, unknown>;
type State = { values: Values; isConnected: boolean };

const NOTHING: State = { values: {}, isConnected: false };
let state = NOTHING;
let source: EventSource | null = null;
const listeners = new Set<() => void>();

/** One stream for the whole page, opened with the first figure that wants it. */
function subscribe(address: string) {
  return (listener: () => void) => {
    listeners.add(listener);
    source ??= open(address);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      source?.close();
      source = null;
    };
  };
}

function open(address: string): EventSource {
  const stream = new EventSource(address);
  stream.addEventListener("count", ({ data }) => tell({ values: JSON.parse(data), isConnected: true }));
  // It is opened anew every minute, which is no loss of the line; one that stays away is.
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) return tell({ ...state, isConnected: false });
    setTimeout(() => stream.readyState !== EventSource.OPEN && tell({ ...state, isConnected: false }), 8_000);
  });
  return stream;
}

function tell(next: State): void {
  state = next;
  for (const listener of listeners) listener();
}

function useLive(address: string): State {
  return useSyncExternalStore(
    subscribe(address),
    () => state,
    () => NOTHING,
  );
}

type FigureProps = {
  src: string;
  name: string;
  value: number;
  locale: string;
  most?: { from: number; shown: string };
};

/** A figure that keeps itself current while the page is open; without script it is that of the moment the page was made. */
export function LiveFigure({ src, name, value, locale, most }: FigureProps) {
  const found = useLive(src).values[name];
  const current = typeof found === "number" ? found : value;
  if (most && current >= most.from) return most.shown;
  return new Intl.NumberFormat(locale, { useGrouping: "always" } as Intl.NumberFormatOptions).format(current);
}

/** Says whether figures move by themselves just now. */
export function LiveState({ src, live, notLive }: { src: string; live: string; notLive: string }) {
  const { isConnected } = useLive(src);
  return <span className={isConnected ? "live-state on" : "live-state"}>{isConnected ? live : notLive}</span>;
}
