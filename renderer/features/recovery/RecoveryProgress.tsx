import './RecoveryProgress.css';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { words } from '../../words/words.ts';

const said = words.recovery;

interface Props {
  readonly done: number;
  /** null: the keys are still being fetched. */
  readonly total: number | null;
  readonly close: () => void;
}

export function RecoveryProgress({ done, total, close }: Props) {
  const text = total === null ? said.fetching : said.progress(done, total);
  return (
    <div className="confirmForm">
      <Progress label={said.restoringTitle} done={done} total={total} />
      <p className="tabular">{text}</p>
      <p className="recoveryAside">{said.goesOn}</p>
      <div className="dialogActions">
        <Button look="quiet" autoFocus onClick={close}>
          {said.close}
        </Button>
      </div>
    </div>
  );
}
