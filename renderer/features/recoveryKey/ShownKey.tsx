import Copy from 'lucide-react/icons/copy';
import Printer from 'lucide-react/icons/printer';
import Save from 'lucide-react/icons/save';
import { useState, type RefObject } from 'react';
import type { Async } from '../../../core/async.ts';
import { callHost } from '../../bridge/host.ts';
import { toError } from '../../bridge/toError.ts';
import type { AppError } from '../../../core/errors.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/words.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { KeyOnPaper } from './KeyOnPaper.tsx';

const said = words.recoveryKey.shown;

interface Props {
  readonly made: Async<string>;
  readonly userId: string;
  readonly focus: RefObject<HTMLButtonElement | null>;
  readonly close: () => void;
  readonly next: () => void;
}

export function ShownKey({ made, userId, focus, close, next }: Props) {
  const key = made.is === 'ready' ? made.value : null;
  return (
    <div className="confirmForm">
      {made.is === 'failed' ? <AccountError error={made.error} /> : <Groups text={key} />}
      <WaysToKeep text={key} focus={focus} />
      <div className="dialogActions">
        <Button look="quiet" onClick={close}>
          {said.cancel}
        </Button>
        <Button look="filled" disabled={key === null} onClick={next}>
          {said.next}
        </Button>
      </div>
      {key !== null && <KeyOnPaper groups={key.split(' ')} userId={userId} />}
    </div>
  );
}

/** Has its size from the first frame. */
function Groups({ text }: { readonly text: string | null }) {
  if (text === null) return <div className="newKey" role="status" aria-label={said.making} />;
  return (
    <p className="newKey" role="group" aria-label={said.key}>
      {text.split(' ').map((group, at) => (
        // A space between them, so that what is selected by hand has them, too.
        <span key={at}>{group} </span>
      ))}
    </p>
  );
}

type Kept =
  { readonly is: 'nothing' } | { readonly is: 'said'; readonly text: string } | { readonly is: 'failed'; readonly error: AppError };

function WaysToKeep({ text, focus }: { readonly text: string | null; readonly focus: RefObject<HTMLButtonElement | null> }) {
  const slot = useSlot();
  const [kept, setKept] = useState<Kept>({ is: 'nothing' });
  const waiting = text === null;
  function run(keep: (key: string) => Promise<string | null>): void {
    if (text === null) return;
    keep(text).then(
      (outcome) => setKept(outcome === null ? { is: 'nothing' } : { is: 'said', text: outcome }),
      (cause: unknown) => setKept({ is: 'failed', error: toError(cause) }),
    );
  }
  const copy = (key: string): Promise<string> => callHost('copyText', { text: key }, slot).then(() => said.copied);
  const save = (key: string): Promise<string | null> =>
    callHost('saveRecoveryKey', { key }, slot).then(({ saved }) => (saved ? said.saved : null));
  const print = (): Promise<string | null> =>
    callHost('printPage', {}, slot).then(({ is }) => (is === 'printed' ? said.printed : is === 'failed' ? said.notPrinted : null));
  return (
    <>
      <div className="waysToKeep">
        <Button ref={focus} aria-disabled={waiting} onClick={() => run(copy)}>
          <Copy size={16} aria-hidden /> {said.copy}
        </Button>
        <Button aria-disabled={waiting} onClick={() => run(save)}>
          <Save size={16} aria-hidden /> {said.save}
        </Button>
        <Button aria-disabled={waiting} onClick={() => run(print)}>
          <Printer size={16} aria-hidden /> {said.print}
        </Button>
      </div>
      <p className="keptNote" role="status">
        {kept.is === 'said' && kept.text}
      </p>
      {kept.is === 'failed' && <AccountError error={kept.error} />}
    </>
  );
}
