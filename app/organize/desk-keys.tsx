"use client";

import { useEffect } from "react";

/**
 * Opens what carries `aria-keyshortcuts="Alt+T"` when these keys are pressed, in every browser alike. Never by a letter
 * alone: that would act on people who speak to their computer (WCAG 2.1.4). Not while somebody writes: there Alt makes letters.
 */
export function DeskKeys() {
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return null;
}

function onKey(event: KeyboardEvent): void {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if ((event.target as HTMLElement).closest("input, textarea, select, [contenteditable]")) return;
  // The key, not what it writes: with Alt that differs from system to system.
  const [, letter] = /^Key([A-Z])$/.exec(event.code) ?? [];
  const found = letter && document.querySelector<HTMLElement>(`[aria-keyshortcuts="Alt+${letter}"]`);
  if (!found) return;
  event.preventDefault();
  found.click();
}
