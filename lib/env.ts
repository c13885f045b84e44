import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { makeDirectories } from "#lib/directories.ts";

/** A reason not to start that its reader can mend: the message is the one sentence for the console. */
export class StartError extends Error {}

export type Env = {
  databaseUrl: string;
  publicUrl: URL;
  /** PUBLIC_URL is a loopback address: mail may stay here, secrets may be made here. */
  isLocal: boolean;
  port: number;
  appSecret: string;
  dataDir: string;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Messages a second; undefined leaves the choice to the transport. */
  mailRate: number | undefined;
  role: "all" | "web" | "worker";
  trustedProxies: string[];
  metricsToken: string | undefined;
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
};

const schema = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "like postgresql://user:password@host:5432/name" })
    .optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: "like https://pledge.example.org" }).optional(),
  PORT: z.coerce
    .number("a port number")
    .int("a port number")
    .min(1, "a port number")
    .max(65535, "a port number")
    .optional(),
  APP_SECRET: z
    .string()
    .min(32, "at least 32 characters, for example from `openssl rand -base64 32`")
    .optional(),
  DATA_DIR: z.string().default(".data"),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "like smtp://user:password@mail.example.org:587" })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/,
      "like `Countersign <pledge@example.org>`",
    )
    .optional(),
  MAIL_RATE: z.coerce.number("messages a second").positive("messages a second, more than 0").optional(),
  ROLE: z.enum(["all", "web", "worker"], { error: "all, web or worker" }).default("all"),
  TRUSTED_PROXIES: z.string().default(""),
  METRICS_TOKEN: z.string().min(16, "at least 16 characters").optional(),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "trace, debug, info, warn, error, fatal or silent",
    })
    .default("info"),
});

let memo: Env | undefined;

/** The configuration of this process, read once. Throws StartError. */
export function env(): Env {
  memo ??= readEnv(process.env);
  return memo;
}

/**
 * Reads and checks the configuration. Every default is safe on one's own machine; where it would not be safe in public,
 * starting without it is refused. Locally it makes DATA_DIR/app-secret the first time. Throws StartError.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const read = schema.safeParse(given);
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new StartError(`${issue?.path.join(".")} is not usable: it must be ${issue?.message}.`);
  }
  const value = read.data;
  const publicUrl = new URL(value.PUBLIC_URL ?? `http://localhost:${value.PORT ?? 3000}`);
  if (publicUrl.pathname !== "/" || publicUrl.search || publicUrl.hash)
    throw new StartError(
      `PUBLIC_URL is not usable: it must be an origin without a path, like ${publicUrl.origin}.`,
    );
  const isLocal = isLoopback(publicUrl.hostname);
  const dataDir = resolve(value.DATA_DIR);
  if (!isLocal) {
    for (const name of ["APP_SECRET", "SMTP_URL", "MAIL_FROM"] as const)
      if (!value[name])
        throw new StartError(
          `${name} must be set, because PUBLIC_URL is a public address (${publicUrl.origin}).`,
        );
  }
  return {
    databaseUrl: value.DATABASE_URL ?? runningDatabase(dataDir),
    publicUrl,
    isLocal,
    port: value.PORT ?? (isLocal && publicUrl.port ? Number(publicUrl.port) : 3000),
    appSecret: value.APP_SECRET ?? localSecret(dataDir),
    dataDir,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM ?? "Countersign <pledge@localhost>",
    mailRate: value.MAIL_RATE,
    role: value.ROLE,
    trustedProxies: value.TRUSTED_PROXIES.split(",")
      .map((cidr) => cidr.trim())
      .filter(Boolean),
    metricsToken: value.METRICS_TOKEN,
    logLevel: value.LOG_LEVEL,
  };
}

/** Whether a host name can only mean this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i.test(hostname);
}

/** The address that the embedded server wrote down while it runs; empty when there is none. */
function runningDatabase(dataDir: string): string {
  try {
    return readFileSync(resolve(dataDir, "database-url"), "utf8").trim();
  } catch {
    return "";
  }
}

function localSecret(dataDir: string): string {
  const file = resolve(dataDir, "app-secret");
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT")
      throw new StartError(`${file} cannot be read; make it readable or set APP_SECRET.`);
  }
  try {
    makeDirectories(dataDir);
    // wx: of two first starts at once, one makes the secret and both use it.
    writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST")
      throw new StartError(
        `The data directory ${dataDir} cannot be written; choose another with DATA_DIR or change its owner.`,
      );
  }
  return readFileSync(file, "utf8").trim();
}
