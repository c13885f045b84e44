/** The papers that an accent stands on as text, of each scheme, and the text on a button of it (app/styles/tokens.css). */
export const PAPERS = {
  light: { behind: ["#faf7f2", "#fffdf9", "#f1ece2"], onButton: "#ffffff" },
  dark: { behind: ["#12181d", "#182027", "#1d262d"], onButton: "#0d1f1b" },
} as const;
export type Scheme = keyof typeof PAPERS;
export type Accents = { light: string; dark: string };

/** Our own accent: what a campaign without one has. */
export const OUR_ACCENT = "#0b5d4e";

/** WCAG 2.2, 1.4.3: text against what is behind it. For lines and shapes 3:1 would do (1.4.11). */
const TEXT = 4.5;

export type Judged =
  | { ok: true; accents: Accents }
  /** `nearest` is the shade closest to it that passes; null for what is no color. */
  | { ok: false; reason: "not_a_color"; nearest: null; ratio: null }
  | { ok: false; reason: "contrast"; nearest: string; ratio: number };

/**
 * Judges the one color that an organizer typed, for light paper: links, buttons and strokes are drawn in it, so it must be read
 * on every paper of ours and white must be read on it. The accent for the dark scheme is the same hue, lightened until it
 * is read there.
 */
export function judgeColor(typed: string): Judged {
  const color = readColor(typed);
  if (!color) return { ok: false, reason: "not_a_color", nearest: null, ratio: null };
  const ratio = weakest(color, "light");
  if (ratio < TEXT) return { ok: false, reason: "contrast", nearest: nearestShade(color, "light"), ratio };
  return { ok: true, accents: { light: color, dark: darkOf(color) } };
}

/** `#RGB` or `#RRGGBB`, with or without its sign, in any case; as `#rrggbb`. Null for anything else. */
export function readColor(typed: string): string | null {
  const digits = /^\s*#?([0-9a-f]{3}|[0-9a-f]{6})\s*$/i.exec(typed)?.[1]?.toLowerCase();
  if (!digits) return null;
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits}`;
}

/** How much lighter one is than the other, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The lowest contrast in which an accent has to be read in a scheme: as text on each paper, and under a button's words. */
export function weakest(accent: string, scheme: Scheme): number {
  const { behind, onButton } = PAPERS[scheme];
  return Math.min(...[...behind, onButton].map((paper) => contrast(accent, paper)));
}

/** The same hue, so much darker (in a light scheme) or lighter as it takes to be read, and no more. */
export function nearestShade(accent: string, scheme: Scheme): string {
  if (weakest(accent, scheme) >= TEXT) return accent;
  const { l, c, h } = toOklch(accent);
  // Contrast grows all the way from this shade to black or white.
  let [near, far] = [l, scheme === "light" ? 0 : 1];
  for (let step = 0; step < 24; step++) {
    const middle = (near + far) / 2;
    if (weakest(toHex({ l: middle, c, h }), scheme) >= TEXT) far = middle;
    else near = middle;
  }
  return toHex({ l: far, c, h });
}

/** What is pressed or pointed at: a little further from the paper. */
export function deepened(accent: string, scheme: Scheme): string {
  const { l, c, h } = toOklch(accent);
  return toHex({ l: Math.min(1, Math.max(0, l + (scheme === "light" ? -0.08 : 0.06))), c, h });
}

/** As light as our own accent is on dark paper, and lighter if this hue needs it. */
function darkOf(accent: string): string {
  const { c, h } = toOklch(accent);
  return nearestShade(toHex({ l: 0.79, c: Math.min(c, 0.15), h }), "dark");
}

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linear(hex: string): number[] {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

type Oklch = { l: number; c: number; h: number };

/** Björn Ottosson's OKLab (CSS Color 4, §18): steps of lightness look even, and the hue stays. */
function toOklch(hex: string): Oklch {
  const [r = 0, g = 0, b = 0] = linear(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(a, bb),
    h: Math.atan2(bb, a),
  };
}

/** With as much of its chroma as a screen can show. */
function toHex({ l, c, h }: Oklch): string {
  let [some, most] = [0, c];
  const inGamut = (chroma: number) =>
    toLinear({ l, c: chroma, h }).every((part) => part > -1e-4 && part < 1.0001);
  if (inGamut(most)) some = most;
  for (let step = 0; step < 16 && some !== most; step++) {
    const middle = (some + most) / 2;
    if (inGamut(middle)) some = middle;
    else most = middle;
  }
  const parts = toLinear({ l, c: some, h }).map((part) => {
    const value = Math.min(1, Math.max(0, part));
    const shown = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
    return Math.round(shown * 255)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${parts.join("")}`;
}

function toLinear({ l, c, h }: Oklch): [number, number, number] {
  const [a, b] = [c * Math.cos(h), c * Math.sin(h)];
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ];
}
