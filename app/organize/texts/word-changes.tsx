import type { TextBody } from "#lib/campaigns/text-rules.ts";
import { wordDiff } from "#lib/campaigns/word-diff.ts";
import { type Locale, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  /** The language of the two texts. */
  lang: Locale;
  before: TextBody;
  after: TextBody;
};

/** What changes from one text to another, word by word; read aloud each change says which it is. */
export function WordChanges({ locale, lang, before, after }: Props) {
  const t = words(locale, "pledgeTexts");
  const parts = wordDiff(written(before), written(after), lang);
  return (
    <p className="word-changes" lang={lang}>
      {parts.map(({ kind, text }, index) => {
        const key = `${index} ${kind}`;
        if (kind === "same") return <span key={key}>{text}</span>;
        const Tag = kind === "added" ? "ins" : "del";
        return (
          <Tag key={key}>
            <span className="unseen" lang={locale}>{` [${t(kind)}: `}</span>
            {text}
            <span className="unseen">]</span>
          </Tag>
        );
      })}
    </p>
  );
}

function written({ title, sentences }: TextBody): string {
  return [title, ...sentences].join("\n");
}
