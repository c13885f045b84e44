import { type Locale, texts, words } from "#lib/words.ts";

/** The form, shown once its script runs (public/verify/page.js). It has no action: nothing of it can be sent. */
export function ReceiptCheck({ locale, keys }: { locale: Locale; keys: string[] }) {
  const t = words(locale, "verify");
  return (
    <>
      <noscript>
        <p className="help">{t("noScript")}</p>
      </noscript>
      <section
        className="form verify"
        aria-label={t("title")}
        data-verify
        data-keys={keys.join("\n")}
        data-words={JSON.stringify(texts(locale, "verify").script)}
        hidden
      >
        <div className="field">
          <label className="label" htmlFor="receipt-file">
            {t("file")}
          </label>
          <span className="help" id="receipt-file-help">
            {t("fileHelp")}
          </span>
          <input
            className="input"
            id="receipt-file"
            type="file"
            accept=".tlog-proof,.txt"
            aria-describedby="receipt-file-help"
          />
        </div>
        <div className="field">
          <label className="label" htmlFor="receipt-text">
            {t("text")}
          </label>
          <textarea
            className="input key-text"
            id="receipt-text"
            rows={6}
            spellCheck={false}
            autoComplete="off"
          />
        </div>
        <div className="actions">
          <button className="button great" type="button" data-check>
            {t("check")}
          </button>
        </div>
        <div className="grid gap-3" role="status">
          <p className="verdict" data-verdict />
          <p data-facts />
          <ol className="verify-checks" data-checks aria-label={t("result")} />
        </div>
        <div className="grid gap-3" data-compare hidden>
          <p className="help">{t("compareHelp")}</p>
          <div className="actions">
            <button className="button calm" type="button" data-now>
              {t("compare")}
            </button>
          </div>
          <p role="status" data-compared />
        </div>
      </section>
      <script type="module" src="/islands/verify.js" />
    </>
  );
}
