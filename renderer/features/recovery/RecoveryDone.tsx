import './RecoveryProgress.css';
import type { RecoveryOutcome } from '../../../core/features/recovery/model.ts';
import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/words.ts';

const said = words.recovery;

interface Props {
  readonly outcome: Extract<RecoveryOutcome, { is: 'opened' }>;
  readonly wantedHistory: boolean;
  readonly close: () => void;
}

export function RecoveryDone({ outcome: { keys, signed }, wantedHistory, close }: Props) {
  return (
    <div className="confirmForm">
      <div role="status">
        {keys && <p>{said.restored(keys.restored)}</p>}
        {!keys && wantedHistory && <p>{said.noBackup}</p>}
        <p>{signed ? said.signed : said.unsigned}</p>
      </div>
      {keys && keys.unreadable > 0 && <p className="recoveryAside">{said.unreadable(keys.unreadable)}</p>}
      <div className="dialogActions">
        <Button look="filled" autoFocus onClick={close}>
          {said.done}
        </Button>
      </div>
    </div>
  );
}
