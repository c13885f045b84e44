export type HelpStripWords = {
  skip: string;
  helpLabel: string;
  danger: string;
  dangerShort: string;
  hotline: string;
  hotlineShort: string;
  /** As it is printed, and as it is dialled. */
  number: string;
  call: string;
  exit: string;
  exitLong: string;
  exitOnce: string;
  exitTwice: string;
  exitLeaving: string;
};

/** Help and the quick exit, on top of every page and always in sight. The exit is a link: it needs no script. */
export function HelpStrip({ words }: { words: HelpStripWords }) {
  return (
    <aside className="strip" aria-label={words.helpLabel}>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <div className="strip-row">
        <a className="strip-help" href="tel:911">
          <span className="long">{words.danger}</span>
          <span className="short">{words.dangerShort}</span>
          <b>911</b>
        </a>
        <a className="strip-help" href={`tel:${words.call}`}>
          <span className="long">{words.hotline}</span>
          <span className="short">{words.hotlineShort}</span>
          <b>{words.number}</b>
        </a>
        <a
          className="exit"
          href="/exit"
          rel="nofollow"
          data-once={words.exitOnce}
          data-twice={words.exitTwice}
          data-leaving={words.exitLeaving}
        >
          <span className="long">{words.exitLong}</span>
          <span className="short">{words.exit}</span>
        </a>
      </div>
      <script type="module" src="/islands/exit.js" />
    </aside>
  );
}
