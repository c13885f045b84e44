type Still = { id: string; width: number; height: number } | null;
type Text = { text: string; lang: string };
type Props = {
  id: string;
  title: Text;
  /** "Film, 3 minutes 12 seconds" */
  length: string;
  note: Text | null;
  still: Still;
  /** Either a file of ours, or where it is watched and what leads there. */
  source: { kind: "film"; id: string; type: string } | { kind: "link"; url: string; label: string };
  captions: { id: string; lang: string; label: string; isDefault: boolean }[];
  transcript: (Text & { label: string }) | null;
};

/**
 * A film: what it is, how long and what to know before; then the film itself. Nothing of it is loaded before somebody presses
 * play, and nothing at all from elsewhere: a film that is elsewhere is a link.
 */
export function Film({ id, title, length, note, still, source, captions, transcript }: Props) {
  return (
    <section className="film" aria-labelledby={id}>
      <div>
        <h2 id={id} lang={title.lang}>
          {title.text}
        </h2>
        <p className="quiet small">{length}</p>
      </div>
      {note && (
        <p className="film-note" lang={note.lang}>
          {note.text}
        </p>
      )}
      {source.kind === "film" ? (
        // biome-ignore lint/a11y/useMediaCaption: the captions are the tracks below; the desk takes no film without any.
        <video
          className="film-frame"
          controls
          playsInline
          preload="none"
          width={still?.width ?? 1280}
          height={still?.height ?? 720}
          poster={still ? `/media/${still.id}` : undefined}
          aria-labelledby={id}
        >
          <source src={`/media/${source.id}`} type={source.type} />
          {captions.map((track) => (
            <track
              key={track.lang}
              kind="captions"
              src={`/media/${track.id}`}
              srcLang={track.lang}
              label={track.label}
              default={track.isDefault}
            />
          ))}
        </video>
      ) : (
        <a className="film-link" href={source.url} rel="noopener noreferrer external">
          {still && (
            // biome-ignore lint/performance/noImgElement: next/image needs inline style, which no page of ours may carry.
            <img
              className="film-frame"
              src={`/media/${still.id}`}
              width={still.width}
              height={still.height}
              alt=""
              loading="lazy"
            />
          )}
          <span>{source.label}</span>
        </a>
      )}
      {transcript && (
        <details>
          <summary>{transcript.label}</summary>
          <div className="film-transcript" lang={transcript.lang}>
            {transcript.text}
          </div>
        </details>
      )}
    </section>
  );
}
