import type { ReactNode } from 'react';
import { tellHost } from '../../bridge/host.ts';
import { words } from '../../words/words.ts';
import { Button } from '../../ui/Button.tsx';
import { StartOver } from './StartOver.tsx';
import { UpdateButton, useUpdateStep } from './UpdateFirst.tsx';

interface Props {
  /** A newer Latchkey has written it: trying again alone does not help. */
  readonly newer?: boolean;
  /** In the place of "Try again". */
  readonly retry?: string;
  /** What else may be done, before leaving. */
  readonly more?: ReactNode;
  /** None: what is kept closed is not offered for destruction. */
  readonly startOver?: { readonly label: string; readonly confirm: Parameters<typeof StartOver>[0]['said'] } | null;
}

/** What can be done where an account cannot be opened: what helps comes first, what destroys comes last and apart. */
export function Unopened({ newer = false, retry = words.startup.retry, more, startOver = null }: Props) {
  const { line, action } = useUpdateStep();
  const update = newer ? action : null;
  return (
    <>
      {newer && line !== null && (
        <p className="pageText tabular" role="status">
          {line}
        </p>
      )}
      <div className="pageActions">
        {update && <UpdateButton action={update} />}
        <Button look={update ? 'plain' : 'filled'} autoFocus={!update} onClick={() => tellHost('retry', {})}>
          {retry}
        </Button>
        {more || (
          <Button look="quiet" onClick={() => tellHost('quit', {})}>
            {words.startup.quit}
          </Button>
        )}
      </div>
      {startOver && (
        <div className="pageApart">
          <StartOver label={startOver.label} said={startOver.confirm} />
        </div>
      )}
    </>
  );
}
