import '../../components/confirm/ConfirmDialog.css';
import './NewRecoveryKey.css';
import { useLayoutEffect, useRef, useState } from 'react';
import type { WayBack } from '../../../core/model/recovery.ts';
import type { SessionState } from '../../../core/session/states.ts';
import { Button } from '../../components/Button.tsx';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { words } from '../../i18n/words.ts';
import { showDialog, useLayout } from '../../stores/layout.ts';
import { useSlot } from '../../stores/perAccount.ts';
import { mayMakeKey, useWayBack } from '../../stores/wayBack.ts';
import { ProveKey } from './ProveKey.tsx';
import { ShownKey } from './ShownKey.tsx';
import { useNewKey } from './useNewKey.ts';

const said = words.wayBack;

interface View {
  readonly step: 'shown' | 'proof' | 'done';
  /** As it was when the dialog opened: the key comes into force under it. */
  readonly history: boolean;
  readonly change: boolean;
}

const viewOf = (wayBack: WayBack): View => ({ step: 'shown', history: wayBack.is !== 'missing' || wayBack.history, change: wayBack.is === 'there' });

/** Makes a recovery key: shown once, kept by people, proven, and only then in force (D12). */
export function NewRecoveryKey({ state }: { readonly state: SessionState }) {
  const slot = useSlot();
  const wanted = useLayout(({ dialog }) => dialog === 'newRecoveryKey');
  const session = 'epoch' in state && mayMakeKey(state.phase) ? state : null;
  // The key outlives a pause of the session: people may have kept it already.
  const made = useNewKey(wanted);
  const [view, setView] = useState<View>({ step: 'shown', history: true, change: false });
  const focus = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (wanted) setView(viewOf(useWayBack.of(slot).getState().wayBack));
  }, [wanted, slot]);
  const close = (): void => showDialog(null, slot);
  const go = (step: View['step']) => (): void => setView((now) => ({ ...now, step }));
  return (
    <DialogFrame open={wanted && session !== null} onClose={close} title={said[view.step].title} text={textOf(view)} initialFocus={focus} className="newKeyDialog">
      {view.step === 'shown' && <ShownKey made={made} userId={session?.account.userId ?? ''} focus={focus} close={close} next={go('proof')} />}
      {view.step === 'proof' && made.is === 'ready' && <ProveKey shown={made.value} back={go('shown')} kept={go('done')} />}
      {view.step === 'done' && <Done close={close} />}
    </DialogFrame>
  );
}

function textOf({ step, history, change }: View): string {
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
