type Problem = { field: string; text: string };
const startsHere = { tabIndex: -1, autoFocus: true };
type Props = { title: string; text: string; problems: Problem[] };

/**
 * What has to be looked at again, each a link to its field. It takes focus by `autofocus`, so that also
 * without script a screen reader starts here; the fragment `#errors` leads to it too.
 */
export function ErrorSummary({ title, text, problems }: Props) {
  return (
    <div className="summary grid gap-2" id="errors" role="alert" {...startsHere}>
      <h2 className="text-[length:var(--step-1)]">{title}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.field} ${problem.text}`}>
            <a href={`#${problem.field}`}>{problem.text}</a>
          </li>
        ))}
      </ul>
      <p className="quiet">{text}</p>
    </div>
  );
}
