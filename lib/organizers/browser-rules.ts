/** The more particular first: nearly all of them also call themselves Chrome, Safari and Mozilla. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/\bAndroid\b/, "Android"],
  [/\b(iPhone|iPad|iPod)\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/** "Firefox, Windows" of what a browser calls itself: enough to know one's own again. Null where neither is told. */
export function nameOfBrowser(agent: string | null): string | null {
  const found = [BROWSERS, SYSTEMS].map((list) => list.find(([sign]) => agent && sign.test(agent))?.[1]);
  return found.filter(Boolean).join(", ") || null;
}
