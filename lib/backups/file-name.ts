/** `countersign-20261121T083700123Z-1a2b3c4d.age`: when it was begun, to the millisecond, and what tells two apart. */
export function fileName(id: string, at: Date): string {
  const stamp = at.toISOString().replaceAll(/[-:.]/g, "");
  return `countersign-${stamp}-${id.slice(-8)}.age`;
}

/** When a backup was begun, by its name; null for a file that is none of ours. */
export function madeAt(name: string): Date | null {
  const [, year, month, day, hour, minute, second, millisecond] =
    /^countersign-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{8}\.age$/.exec(name) ?? [];
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`);
  return year === undefined || Number.isNaN(at.getTime()) ? null : at;
}
