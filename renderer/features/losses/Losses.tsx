import './Losses.css';
import { words } from '../../words/words.ts';
import { showDialog } from '../../layout.ts';
import { useSession } from '../session/session.ts';
import { mayMakeKey, useRecoveryKeyState } from '../recoveryKey/recoveryKey.ts';
import { Button } from '../../ui/Button.tsx';
import { KeyExport } from '../keyExport/KeyExport.tsx';
import { useLoss } from './useLoss.ts';
import { lossWords, type Leaving } from './lossWords.ts';

const said = words.signOut;

interface Props {
  readonly open: boolean;
  readonly leaving?: Leaving;
  /** The session has ended: nothing goes to the server any more. */
  readonly ended?: boolean;
}

/** What destroying this device's data would lose, each with the way to keep it (L5). */
export function Losses({ open, leaving = 'device', ended = false }: Props) {
  const loss = useLoss(open);
  if (loss.is === 'idle' || loss.is === 'loading') return <p className="dialogText">{said.checkingLoss}</p>;
  if (loss.is === 'failed') return <p className="dialogText">{said.lossUnknown}</p>;
  const lines = lossWords(loss.value, leaving, ended);
  if (lines.length === 0) return <p className="dialogText">{said.nothingLost}</p>;
  return (
    <ul className="lossList">
      {lines.map(({ of, what, hint }) => (
        <li key={what} className="loss">
          <div className="lossWhat">{what}</div>
          <div className="lossHint">{hint}</div>
          {(of === 'keys' || of === 'backup') && (
            <div className="lossWay">
              {of === 'backup' && <MakeKey />}
              <KeyExport />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Its dialog takes the place of this one. */
function MakeKey() {
  const missing = useRecoveryKeyState(({ recoveryKeyState }) => recoveryKeyState.is === 'missing');
  const mayMake = useSession(({ state }) => mayMakeKey(state?.phase));
  if (!missing || !mayMake) return null;
  return <Button onClick={() => showDialog('newRecoveryKey')}>{words.recoveryKey.settings.make}</Button>;
}
