"use client";

import { useEffect, useLayoutEffect, useState } from "react";

type Props = { label: string };

const KEPT = "held-keys";
/** Letters and arrows by what they do; what they do is marked `data-key` on the page. */
const KEYS: Record<string, string> = {
  j: "next",
  arrowright: "next",
  k: "previous",
  arrowleft: "previous",
  a: "accept",
  r: "refuse",
  u: "undo",
};

/**
 * Keys for a long queue, and the switch that turns them off (WCAG 2.1.4): a single letter would act on people who speak to
 * their computer. They never act while somebody writes, and `refuse` only goes to the reasons.
 */
export function HeldKeys({ label }: Props) {
  const [isOn, setOn] = useState(false);
  useEffect(() => setOn(remembered()), []);
  // In one step with the tick: whoever sees that the keys are on can press one.
  useLayoutEffect(() => {
    if (!isOn) return;
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isOn]);
  const change = (value: boolean) => {
    setOn(value);
    try {
      localStorage.setItem(KEPT, value ? "on" : "off");
    } catch {
      // A browser that keeps nothing: it holds for this page.
    }
  };
  return (
    <label>
      <input type="checkbox" checked={isOn} onChange={(event) => change(event.target.checked)} />
      {label}
    </label>
  );
}

function remembered(): boolean {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

function onKey(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
  const place = event.target as HTMLElement;
  // A field is for writing, and a checkbox or list has its own use for arrows.
  if (place.closest("input, textarea, select, [contenteditable], [role=textbox]")) return;
  const deed = KEYS[event.key.toLowerCase()];
  const found = deed && document.querySelector<HTMLElement>(`[data-key="${deed}"]`);
  if (!found) return;
  event.preventDefault();
  if (deed === "refuse") found.focus();
  else found.click();
}
