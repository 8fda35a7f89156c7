import { words } from '../../words/words.ts';
import { useKeyBackup } from './keyBackup.ts';
import type { KeysOnTheWay as State } from './useKeysSent.ts';

const said = words.keyBackup;

/** How far the keys are that have to be in the backup before this device goes. */
export function KeysOnTheWay({ state }: { readonly state: State }) {
  const waiting = useKeyBackup(({ backup }) => (backup.is === 'on' ? backup.waiting : null));
  if (state.is === 'idle' || (state.is === 'sending' && waiting === 0)) return null;
  return (
    <p className="keysOnTheWay" role={state.is === 'left' ? 'alert' : 'status'}>
      {state.is === 'left' ? said.left(state.left) : said.sending(waiting)}
    </p>
  );
}
