declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "live-count": DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & {
        src?: string;
        value?: number;
        "data-digits"?: number;
      };
    }
  }
}

type Props = {
  src?: string;
  value: number /** The value as it is written in the page's language. */;
  shown: string;
};

/**
 * The great numeral. Without script it is the number of the moment the page was made; with it,
 * public/islands/count.js keeps it current. The moving digits are hidden from screen readers, which read a
 * copy that changes at most once a minute.
 */
export function LiveCount({ src, value, shown }: Props) {
  return (
    <live-count src={src} value={value} data-digits={String(value).length}>
      <span aria-hidden="true" suppressHydrationWarning>
        {shown}
      </span>
      <span className="sr-only" suppressHydrationWarning>
        {shown}
      </span>
    </live-count>
  );
}
