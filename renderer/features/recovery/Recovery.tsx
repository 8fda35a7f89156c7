import '../../ui/ConfirmDialog.css';
import { useEffect, useState, type ReactNode } from 'react';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { words } from '../../words/words.ts';
import { showDialog } from '../../layout.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { forgetOutcome, useRecovery } from './recovery.ts';
import { RecoveryDone } from './RecoveryDone.tsx';
import { RecoveryForm } from './RecoveryForm.tsx';
import { RecoveryProgress } from './RecoveryProgress.tsx';

const said = words.recovery;

interface View {
  readonly title: string;
  readonly text?: string;
  readonly content: ReactNode;
}

/** Gives older messages back with the recovery key (D6). */
export function Recovery({ open }: { readonly open: boolean }) {
  const slot = useSlot();
  function close(): void {
    showDialog(null, slot);
    forgetOutcome(slot);
  }
  const { title, text, content } = useView(close);
  return (
    <DialogFrame open={open} onClose={close} title={title} text={text}>
      {content}
    </DialogFrame>
  );
}

function useView(close: () => void): View {
  const recovery = useRecovery((state) => state.recovery);
  const outcome = useRecovery((state) => state.outcome);
  const locked = useLastLocked();
  if (outcome.is === 'ready' && outcome.value.is === 'opened') {
    const { keys, signed } = outcome.value;
    const title = keys ? said.doneTitle : signed ? said.doneTitleDevice : said.doneTitleNothing;
    return { title, content: <RecoveryDone outcome={outcome.value} wantedHistory={locked.opens === 'history'} close={close} /> };
  }
  if (recovery.is === 'restoring') return { title: said.restoringTitle, content: <RecoveryProgress {...recovery} close={close} /> };
  return {
    title: said.title,
    text: said.text[locked.opens],
    content: <RecoveryForm phrase={locked.phrase} outcome={outcome} close={close} />,
  };
}

/** What was locked before it was opened. */
function useLastLocked(): { readonly opens: 'history' | 'device'; readonly phrase: boolean } {
  const recovery = useRecovery((state) => state.recovery);
  const [last, setLast] = useState<{ readonly opens: 'history' | 'device'; readonly phrase: boolean }>({ opens: 'history', phrase: false });
  useEffect(() => {
    if (recovery.is === 'locked') setLast(recovery);
  }, [recovery]);
  return recovery.is === 'locked' ? recovery : last;
}
