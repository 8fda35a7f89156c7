import './KeyOnPaper.css';
import { createPortal } from 'react-dom';
import { words } from '../../words/words.ts';

const said = words.recoveryKey.paper;

/** What is printed while the key is shown, and nothing else of the page. */
export function KeyOnPaper({ groups, userId }: { readonly groups: readonly string[]; readonly userId: string }) {
  return createPortal(
    <section className="keyOnPaper" aria-hidden>
      <h1>{said.title}</h1>
      <p>
        {said.of} <bdi>{userId}</bdi>
      </p>
      <p className="keyOnPaperGroups">
        {groups.map((group, at) => (
          <span key={at}>{group} </span>
        ))}
      </p>
      <p>{said.text}</p>
    </section>,
    document.body,
  );
}
