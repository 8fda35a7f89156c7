import type { ReactNode } from 'react';
import { words } from '../../words/words.ts';
import { LinkButton } from '../Button.tsx';
import { Details } from '../ErrorNote.tsx';

interface Props {
  readonly of: keyof typeof words.fence.of;
  /** Found in the log; empty where there is nothing more to say. */
  readonly reference: string;
  readonly retry?: () => void;
  readonly rest?: ReactNode;
}

/** One muted line in the place of what could not be drawn. */
export function Unshown({ of, reference, retry, rest }: Props) {
  return (
    <div className="unshown">
      <span>{words.fence.of[of]}</span>
      {retry && (
        <>
          <span aria-hidden>·</span>
          <LinkButton onClick={retry}>{words.fence.retry}</LinkButton>
        </>
      )}
      {reference !== '' && <Details text={words.fence.reference(reference)} />}
      {rest}
    </div>
  );
}
