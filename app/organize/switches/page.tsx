import "../../styles/switches.css";
import type { Metadata } from "next";
import { requireScope } from "#lib/organizers/session.ts";
import { switchBoard } from "#lib/organizers/switch-board.ts";
import { deskTimeZone } from "#lib/organizers/time-zone.ts";
import { isSwitch, SWITCH_GROUPS } from "#lib/switches/list.ts";
import { words } from "#lib/words.ts";
import { DeskFrame } from "../desk-frame.tsx";
import { OneSwitch } from "./one-switch.tsx";
import { type Done, isDone } from "./outcome.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("switches.change");
  return { title: words(lang, "switches")("title") };
}

/** Every switch: what it does, how it stands since when and by whom, and its button. */
export default async function SwitchesPage({ searchParams }: Props) {
  const scope = await requireScope("switches.change");
  const [board, timeZone, { did, as }] = await Promise.all([
    switchBoard(scope),
    deskTimeZone(),
    searchParams,
  ]);
  const done = isSwitch(did) && isDone(as) ? { name: did, as: as as Done } : null;
  const t = words(scope.lang, "switches");
  return (
    <DeskFrame scope={scope} current="switches" title={t("title")}>
      <p className="desk-note switches-intro">{t("intro")}</p>
      <div className="grid gap-5">
        {Object.entries(SWITCH_GROUPS).map(([group, names]) => (
          <section key={group} className="desk-panel" aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{t(`groups.${group as keyof typeof SWITCH_GROUPS}`)}</h2>
            {names.map((name) => (
              <OneSwitch
                key={name}
                locale={scope.lang}
                name={name}
                position={board.get(name)}
                timeZone={timeZone}
                done={done?.name === name ? done.as : undefined}
              />
            ))}
          </section>
        ))}
      </div>
    </DeskFrame>
  );
}
