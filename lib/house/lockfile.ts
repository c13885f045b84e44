/**
 * The lockfile serves every platform. A registry mirror may not have the optional packages of foreign platforms; npm
 * then leaves them out of the lockfile, and from there on `npm ci` refuses it as incomplete. An entry with version and
 * platform, without address, is enough for both: npm skips it here and fetches it where it fits.
 */
export type LockEntry = {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
export type Lockfile = { packages: Record<string, LockEntry> };

const SYSTEMS = [
  "darwin",
  "linux",
  "win32",
  "freebsd",
  "openbsd",
  "netbsd",
  "sunos",
  "aix",
  "android",
  "openharmony",
];
const PROCESSORS = [
  "x64",
  "arm64",
  "arm",
  "ia32",
  "ppc64",
  "riscv64",
  "s390x",
  "loong64",
  "mips64el",
  "wasm32",
];

/** The optional packages that the lockfile asks for and does not have, as entries to add. */
export function missingEntries(lockfile: Lockfile): Record<string, LockEntry> {
  const missing: Record<string, LockEntry> = {};
  for (const [path, entry] of Object.entries(lockfile.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (places(path, name).some((place) => lockfile.packages[place])) continue;
      missing[`node_modules/${name}`] = {
        version: range.replace(/^[^\d]*/, ""),
        optional: true,
        ...(entry.dev ? { dev: true } : {}),
        ...platformOf(name),
      };
    }
  }
  return missing;
}

/** The lockfile with the missing entries in their alphabetical places, as npm would write it. */
export function completed(lockfile: Lockfile): Lockfile {
  const all = Object.entries({ ...lockfile.packages, ...missingEntries(lockfile) });
  return { ...lockfile, packages: Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b, "en"))) };
}

/** Where Node would look for a package that the one at `path` asks for, nearest first. */
function places(path: string, name: string): string[] {
  const steps = path.split("/node_modules/");
  const above = steps.map((_, index) => steps.slice(0, steps.length - index).join("/node_modules/"));
  return [
    ...above.map((place) => (place ? `${place}/node_modules/${name}` : `node_modules/${name}`)),
    `node_modules/${name}`,
  ];
}

/** The names of such packages end in their platform: `@next/swc-linux-x64-musl`, `@img/sharp-win32-ia32`. */
function platformOf(name: string): Pick<LockEntry, "os" | "cpu" | "libc"> {
  const words = name.split(/[-/]/).map((word) => ({ windows: "win32", linuxmusl: "linux" })[word] ?? word);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = /musl/.test(name) ? ["musl"] : /gnu(?!eabi)|gnueabihf/.test(name) ? ["glibc"] : [];
  return { ...(cpu.length && { cpu }), ...(libc.length && { libc }), ...(os.length && { os }) };
}
