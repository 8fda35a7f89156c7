import './EraseNotice.css';
import Circle from 'lucide-react/icons/circle';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDot from 'lucide-react/icons/circle-dot';
import LogOut from 'lucide-react/icons/log-out';
import { useEffect, useRef } from 'react';
import type { EraseStepName, EraseStepStatus, StateOf } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { markOnceWhenPainted } from '../../bridge/marks.ts';
import { Button } from '../../ui/Button.tsx';
import { useLeaveSlot } from '../accounts/accounts.ts';
import { Page } from '../../ui/Page.tsx';
import { dateAndTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';

const order: readonly EraseStepName[] = ['keys', 'messages', 'files', 'traces'];

/** While everything is destroyed, and after: what happened, when, why, and what to do next. */
export function EraseNotice({ state }: { readonly state: StateOf<'erasing'> | StateOf<'erased'> }) {
  const done = state.phase === 'erased';
  const signIn = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!done) return;
    markOnceWhenPainted('erasedShown');
    signIn.current?.focus();
  }, [done]);
  return (
    <Page icon={<LogOut size={20} />} title={words.session.erase.title[state.reason]} dialogName={words.session.erase.dialog}>
      <p className="pageText">{words.session.erase.why[state.reason]}</p>
      <p className="pageText">
        <b>{done ? words.session.erase.copyDestroyed : words.session.erase.copyBeingDestroyed}</b> {dateAndTime(state.at)}
      </p>
      <ul className="eraseList" aria-live="polite">
        {order.map((step) => (
          <Step key={step} name={step} status={state.progress[step]} />
        ))}
      </ul>
      {done && state.progress.keys === 'retrying' && (
        <p className="pageText" role="status">
          {words.session.erase.keysRetrying}
        </p>
      )}
      <div className="pageActions">
        <Button look="filled" ref={signIn} disabled={!done} onClick={() => tellHost('readNotice', {})}>
          {words.session.erase.signIn}
        </Button>
        {done && <Leave />}
      </div>
      <p className="pageFoot">{state.reason === 'signedOutHere' ? words.session.erase.historySignedOut : words.session.erase.history}</p>
    </Page>
  );
}

function Leave() {
  const leave = useLeaveSlot();
  return (
    leave && (
      <Button look="quiet" onClick={leave}>
        {words.rail.close}
      </Button>
    )
  );
}

function Step({ name, status }: { readonly name: EraseStepName; readonly status: EraseStepStatus }) {
  return (
    <li className="eraseStep" data-status={status}>
      <StepIcon status={status} />
      <span>{words.session.erase.steps[name]}</span>
      <span className="eraseStatus">{words.session.erase.status[status]}</span>
    </li>
  );
}

function StepIcon({ status }: { readonly status: EraseStepStatus }) {
  if (status === 'done') return <CircleCheck size={16} />;
  return status === 'waiting' ? <Circle size={16} /> : <CircleDot size={16} />;
}
