import { TallyGroup } from "./tally-group.tsx";

export type LogoProps = { src: string; width: number; height: number; alt: string; lang: string };

/** What stands before a campaign's name: its own logo, or the tally strokes. */
export function CampaignMark({ logo }: { logo: LogoProps | null }) {
  if (!logo)
    return (
      <span className="tally-mark" aria-hidden="true">
        <TallyGroup />
      </span>
    );
  return (
    // biome-ignore lint/performance/noImgElement: next/image needs inline style, which no page of ours may carry.
    <img
      className="campaign-logo"
      src={logo.src}
      width={logo.width}
      height={logo.height}
      alt={logo.alt}
      lang={logo.lang}
    />
  );
}
