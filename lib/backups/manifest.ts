import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The first member, `head.json`: what one must know before the rows come. */
export const headSchema = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** Of the program. */
  version: z.string(),
  /** In the order in which they were applied; `checksum` is the SHA-256 of the file. */
  migrations: z.array(z.object({ name: z.string().regex(/^\w+$/), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string().regex(/^\w+$/), columns: z.array(z.string().regex(/^\w+$/)) })),
});
export type Head = z.infer<typeof headSchema>;

/** The last member, `manifest.json`: what must have come. */
export const manifestSchema = z.object({
  /** Entries of the ledger up to this position are in it. */
  position: z.number().int(),
  /** Origin and size of the public log; null where nothing was published. */
  log: z.object({ origin: z.string(), size: z.number().int() }).nullable(),
  tables: z.record(z.string(), z.object({ rows: z.number().int(), sha256 })),
  files: z.record(z.string(), z.object({ size: z.number().int(), sha256 })),
});
export type Manifest = z.infer<typeof manifestSchema>;
