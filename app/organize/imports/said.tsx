type Props = { texts: Record<string, string>; code: string | undefined };

/** What an address asks to be said is said only when there are words for it. */
export function Said({ texts, code }: Props) {
  if (code === undefined || !Object.hasOwn(texts, code)) return null;
  return (
    <p className="desk-said wrong" role="alert">
      {texts[code]}
    </p>
  );
}
