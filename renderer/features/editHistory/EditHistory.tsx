import './EditHistory.css';
import { useRef } from 'react';
import type { Version } from '../../../core/features/messages/calls.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useFound } from '../../bridge/useFound.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { dateAndTime, machineTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { wholeWordsOf } from '../messageWords/messageWords.ts';
import { showEditHistory, useEditHistory } from './editHistory.ts';

const said = words.editHistory;

/** How a message read before, and when. */
export function EditHistory() {
  const slot = useSlot();
  const of = useEditHistory((state) => state.of);
  const close = (): void => showEditHistory(null, slot);
  const safe = useRef<HTMLButtonElement>(null);
  return (
    <DialogFrame open={of !== null} onClose={close} title={said.title} light initialFocus={safe} className="editHistory">
      {of && <Versions {...of} />}
      <div className="dialogActions">
        <Button ref={safe} onClick={close}>
          {said.close}
        </Button>
      </div>
    </DialogFrame>
  );
}

type Asked = NonNullable<ReturnType<typeof useEditHistory.getState>['of']>;

function Versions({ roomId, eventId }: Asked) {
  const slot = useSlot();
  const { now } = useFound(() => callEngine('editHistory', { roomId, eventId }, slot), '');
  if (now.is === 'failed') return <ErrorNote error={now.error} />;
  if (now.is !== 'ready') return <p role="status">{said.loading}</p>;
  const { versions, isWhole } = now.value;
  return (
    <>
      {!isWhole && <p role="status">{said.notWhole}</p>}
      {/* Reached by Tab, so that the arrows scroll it. */}
      <ol className="editVersions" aria-label={said.list} tabIndex={0}>
        {versions.toReversed().map((version, index) => (
          <li key={`${version.ts} ${index}`}>
            <OneVersion version={version} mark={index === 0 ? said.now : index === versions.length - 1 ? said.first : null} />
          </li>
        ))}
      </ol>
    </>
  );
}

function OneVersion({ version, mark }: { readonly version: Version; readonly mark: string | null }) {
  return (
    <>
      <p className="editWhen">
        <time dateTime={machineTime(version.ts)}>{dateAndTime(version.ts)}</time>
        {mark !== null && <span> · {mark}</span>}
      </p>
      <p className="editWords" dir="auto">
        {wholeWordsOf(version)}
      </p>
    </>
  );
}
