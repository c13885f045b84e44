"use client";

import { useRef, useState } from "react";
import { type Accents, judgeColor, OUR_ACCENT, PAPERS, type Scheme } from "#lib/campaigns/color-rules.ts";

type Props = {
  value: string;
  texts: Record<
    | "label"
    | "help"
    | "samples"
    | "link"
    | "button"
    | "light"
    | "dark"
    | "ratio"
    | "use"
    | "isRead"
    | "wrong",
    string
  >;
};

/** The campaign's color: shown on both papers as it is typed, with the nearest shade to take where it cannot be read. */
export function ColorField({ value, texts }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const judged = judgeColor(typed.trim() === "" ? OUR_ACCENT : typed);
  const nearest = !judged.ok && judged.reason === "contrast" ? judged.nearest : null;
  const shown = judged.ok ? judged.accents : null;
  function take(shade: string) {
    if (input.current) input.current.value = shade;
    setTyped(shade);
  }
  return (
    <div className={judged.ok ? "field" : "field wrong"}>
      <label className="label" htmlFor="color">
        {texts.label}
      </label>
      <p className="help" id="color-help">
        {texts.help}
      </p>
      <div className="look-color">
        <input
          id="color"
          name="color"
          className="input short"
          ref={input}
          defaultValue={value}
          onInput={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby="color-help color-said"
          aria-invalid={!judged.ok || undefined}
        />
        {shown && <Samples accents={shown} texts={texts} />}
      </div>
      <div id="color-said" aria-live="polite">
        {judged.ok && typed.trim() !== "" && <p className="help">{texts.isRead}</p>}
        {!judged.ok && judged.reason === "not_a_color" && <p className="error">{texts.wrong}</p>}
        {!judged.ok && judged.reason === "contrast" && (
          <p className="error">
            {texts.ratio.replace("{ratio}", (Math.floor(judged.ratio * 10) / 10).toFixed(1))}
          </p>
        )}
      </div>
      {nearest && (
        <button className="button calm look-shade" type="button" onClick={() => take(nearest)}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <rect width="20" height="20" rx="4" fill={nearest} />
          </svg>
          {texts.use.replace("{color}", nearest)}
        </button>
      )}
    </div>
  );
}

/** Drawn, because a color of one's own in a style would not pass the page's policy. */
function Samples({ accents, texts }: { accents: Accents; texts: Props["texts"] }) {
  return (
    <div className="look-samples" role="img" aria-label={texts.samples}>
      {(["light", "dark"] as const).map((scheme) => (
        <Sample key={scheme} scheme={scheme} accent={accents[scheme]} texts={texts} />
      ))}
    </div>
  );
}

function Sample({ scheme, accent, texts }: { scheme: Scheme; accent: string; texts: Props["texts"] }) {
  const { behind, onButton } = PAPERS[scheme];
  return (
    <svg viewBox="0 0 220 72" aria-hidden="true">
      <rect x="0.5" y="0.5" width="219" height="71" rx="6" fill={behind[0]} stroke="#7b7466" />
      <text x="14" y="42" fill={accent} fontSize="16" textDecoration="underline">
        {texts.link}
      </text>
      <rect x="110" y="16" width="98" height="40" rx="6" fill={accent} />
      <text x="159" y="41" fill={onButton} fontSize="15" fontWeight="600" textAnchor="middle">
        {texts.button}
      </text>
    </svg>
  );
}
