import './FromServer.css';
import type { ReactNode } from 'react';
import type { Async } from '../../../core/async.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { LinkButton } from '../../ui/Button.tsx';
import { words } from '../../words/words.ts';

interface Props<T> {
  readonly answer: Async<T>;
  readonly again: () => void;
  readonly children: (value: T) => ReactNode;
}

/** What the server said, or why it did not. */
export function FromServer<T>({ answer, again, children }: Props<T>) {
  switch (answer.is) {
    case 'ready':
      return children(answer.value);
    case 'failed':
      return (
        <div className="settingsTrouble">
          <AccountError error={answer.error} />
          <LinkButton onClick={again}>{words.account.tryAgain}</LinkButton>
        </div>
      );
    case 'idle':
    case 'loading':
      // Said only where it takes long: most answers are there before anybody has read it.
      return <p className="settingText settingsLoading">{words.account.loading}</p>;
  }
}
