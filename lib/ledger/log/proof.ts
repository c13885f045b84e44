/** A leaf's proof as text (C2SP tlog-proof), to be kept and checked without the log. */
export type Proof = {
  /** Opaque to the format: for a receipt, its leaf, salt and record. */
  extra?: string;
  index: number;
  path: Buffer[];
  /** The signed note. */
  checkpoint: string;
};

export function formatProof({ extra, index, path, checkpoint }: Proof): string {
  const lines = ["c2sp.org/tlog-proof@v1"];
  if (extra !== undefined) lines.push(`extra ${Buffer.from(extra).toString("base64")}`);
  lines.push(`index ${index}`, ...path.map((hash) => hash.toString("base64")));
  return `${lines.join("\n")}\n\n${checkpoint}`;
}
