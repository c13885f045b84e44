import "../../styles/account.css";
import "../../styles/health.css";
import type { Metadata } from "next";
import { now } from "#lib/clock.ts";
import { databaseHealth } from "#lib/organizers/health/database.ts";
import { troubles } from "#lib/organizers/health/health-rules.ts";
import { houseBackups } from "#lib/organizers/health/house-backups.ts";
import { machineOf } from "#lib/organizers/health/machine.ts";
import { lastDomainCheck } from "#lib/organizers/health/mail-domain.ts";
import { lastTests } from "#lib/organizers/health/mail-test.ts";
import { workOf } from "#lib/organizers/health/work.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { deskTimeZone } from "#lib/organizers/time-zone.ts";
import { texts, words } from "#lib/words.ts";
import { DeskFrame } from "../desk-frame.tsx";
import { BackupsPanel } from "./backups-panel.tsx";
import { DatabasePanel } from "./database-panel.tsx";
import { DomainPanel } from "./domain-panel.tsx";
import { MachinePanel } from "./machine-panel.tsx";
import { MailPanel } from "./mail-panel.tsx";
import { Verdict } from "./verdict.tsx";
import { WorkPanel } from "./work-panel.tsx";

type Props = { searchParams: Promise<{ said?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("health.read");
  return { title: words(lang, "health")("title") };
}

/** Whether the house stands: backups, mail, the work behind the pages, the database and the machine. */
export default async function HealthPage({ searchParams }: Props) {
  const scope = await requireScope("health.read");
  const [{ said }, timeZone, backups, work, database, machine, tests, check] = await Promise.all([
    searchParams,
    deskTimeZone(),
    houseBackups(scope, now()),
    workOf(scope),
    databaseHealth(scope),
    machineOf(scope),
    lastTests(scope),
    lastDomainCheck(scope),
  ]);
  const t = words(scope.lang, "health");
  const view = { locale: scope.lang, timeZone, now: now() };
  const found = troubles({ work, disk: machine.disk, backupIsOverdue: backups.isOverdue });
  return (
    <DeskFrame scope={scope} current="health" title={t("title")}>
      {isSaid(texts(scope.lang, "health").said, said) && (
        <p className="desk-said" role="status">
          {t(`said.${said}`)}
        </p>
      )}
      <Verdict locale={scope.lang} troubles={found} failedJobs={work.jobs?.failed ?? []} />
      <div className="desk-grid">
        <BackupsPanel view={view} backups={backups} machine={machine} />
        <MailPanel view={view} tests={tests} />
        <WorkPanel view={view} work={work} />
        <DomainPanel view={view} check={check} />
        <DatabasePanel locale={scope.lang} database={database} />
        <MachinePanel locale={scope.lang} machine={machine} postgres={database.version} />
      </div>
    </DeskFrame>
  );
}

/** What an address asks to be said is said only when there are words for it. */
function isSaid<Said extends object>(said: Said, key: unknown): key is keyof Said & string {
  return typeof key === "string" && Object.hasOwn(said, key);
}
