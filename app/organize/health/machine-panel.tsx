import { sizeOf } from "#lib/backups/size.ts";
import type { Machine } from "#lib/organizers/health/machine.ts";
import { type Locale, words } from "#lib/words.ts";

/** Versions and the disk: what one is asked for when one asks for help. */
export function MachinePanel({
  locale,
  machine,
  postgres,
}: {
  locale: Locale;
  machine: Machine;
  postgres: string;
}) {
  const t = words(locale, "health");
  const { version, commit, node, disk, dataDir } = machine;
  const size = (bytes: number) => sizeOf(locale, bytes);
  return (
    <section className="desk-panel wide" id="machine" aria-labelledby="machine-title">
      <h2 id="machine-title">{t("machine.title")}</h2>
      <dl className="desk-list health-machine">
        <dt>{t("machine.version")}</dt>
        <dd>{commit ? t("machine.versionOf", { version, commit }) : version}</dd>
        <dt>{t("machine.node")}</dt>
        <dd>{node}</dd>
        <dt>{t("machine.postgres")}</dt>
        <dd>{postgres}</dd>
        <dt>{t("machine.disk")}</dt>
        <dd>
          {disk
            ? t("machine.diskOf", { free: size(disk.free), size: size(disk.size) })
            : t("machine.diskUnknown")}
        </dd>
        <dt>{t("machine.dataDir")}</dt>
        <dd className="health-code">{dataDir}</dd>
      </dl>
    </section>
  );
}
