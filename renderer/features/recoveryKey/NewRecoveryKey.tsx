import '../../ui/ConfirmDialog.css';
import './NewRecoveryKey.css';
import { useEffect, useRef } from 'react';
import type { SessionState } from '../../../core/session/states.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { words } from '../../words/words.ts';
import { showDialog, useLayout } from '../../layout.ts';
import { dropNewKey, goToStep, makeNewKey, useNewKeyStore, type NewKey } from './newKey.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { ProveKey } from './ProveKey.tsx';
import { ShownKey } from './ShownKey.tsx';

const said = words.recoveryKey;

/** Makes a recovery key: shown once, kept by people, proven, and only then in force (D12). */
export function NewRecoveryKey({ state, open }: { readonly state: SessionState; readonly open: boolean }) {
  const slot = useSlot();
  const wanted = useLayout(({ dialog }) => dialog === 'newRecoveryKey');
  // The key outlives a pause of the session, and a look at another account: people may have kept it already.
  useEffect(() => (wanted ? makeNewKey(slot) : dropNewKey(slot)), [wanted, slot]);
  const view = useNewKeyStore((newKey) => newKey);
  const focus = useRef<HTMLButtonElement>(null);
  const close = (): void => showDialog(null, slot);
  const go = (step: typeof view.step) => (): void => goToStep(step, slot);
  return (
    <DialogFrame
      open={open}
      onClose={close}
      title={said[view.step].title}
      text={textOf(view)}
      initialFocus={focus}
      className="newKeyDialog"
    >
      {view.step === 'shown' && (
        <ShownKey made={view.made} userId={'epoch' in state ? state.account.userId : ''} focus={focus} close={close} next={go('proof')} />
      )}
      {view.step === 'proof' && <ProveKey shown={view.made.is === 'ready' ? view.made.value : ''} back={go('shown')} close={close} />}
      {view.step === 'done' && <Done close={close} />}
    </DialogFrame>
  );
}

function textOf({ step, history, change }: Pick<NewKey, 'step' | 'history' | 'change'>): string {
  if (step === 'proof') return said.proof.text;
  if (step === 'done') return history ? said.done.text : said.done.textDevice;
  return (history ? said.shown.text : said.shown.textDevice) + (change ? ` ${said.shown.change}` : '');
}

function Done({ close }: { readonly close: () => void }) {
  return (
    <div className="dialogActions">
      <Button look="filled" autoFocus onClick={close}>
        {said.done.close}
      </Button>
    </div>
  );
}
