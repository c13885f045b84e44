import { QrCode } from "./qr-code.tsx";

type Props = {
  /** Its own, where a page has two. */
  id?: string;
  label: string;
  title: string;
  sentences: string[];
  lang: string;
  foot: { version: string; language: string; hash: string; hashTitle: string };
  print: { signature: string; date: string; url: string };
};

/** A pledge text as one signs it; what identifies the text stands at its foot. On paper it has a line to sign on. */
export function PledgeSheet({ id = "pledge-text", label, title, sentences, lang, foot, print }: Props) {
  return (
    <section className="sheet grid gap-8" id={id} aria-label={label}>
      <div lang={lang} className="grid gap-5">
        <h2>{title}</h2>
        <div className="pledge-words">
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </div>
      <div className="print-line" aria-hidden="true">
        <span>{print.signature}</span>
        <span>{print.date}</span>
        <QrCode text={print.url} label={print.url} />
      </div>
      <p className="sheet-foot">
        <span>{foot.version}</span>
        <span>{foot.language}</span>
        <span title={foot.hashTitle}>{foot.hash}</span>
      </p>
    </section>
  );
}
