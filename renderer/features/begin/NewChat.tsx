import './Begin.css';
import { useRef } from 'react';
import { callEngine } from '../../bridge/engineLink.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useDoing } from '../../bridge/useDoing.ts';
import { showDialog } from '../../layout.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { words } from '../../words/words.ts';
import { PeopleFinder, type Chosen } from '../directory/Directory.tsx';
import { openNamed } from '../links/links.ts';
import { enter, useBegin } from './begin.ts';

const said = words.begin;

/** A chat with one person: the one that there is, or a new one. */
export function NewChat({ open }: { readonly open: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <DialogFrame
      open={open}
      onClose={() => showDialog(null)}
      title={said.newChat}
      text={said.newChatText}
      light
      initialFocus={field}
      className="begin"
    >
      <Search field={field} />
    </DialogFrame>
  );
}

function Search({ field }: { readonly field: React.RefObject<HTMLInputElement | null> }) {
  const slot = useSlot();
  const text = useBegin((state) => state.people);
  const { busy, error, run } = useDoing();
  function choose({ userId, isKnown }: Chosen): void {
    // Whether there is anybody of that name, nobody has said yet.
    if (!isKnown) return void openNamed({ is: 'user', userId, action: null }, slot);
    if (!busy) run(async () => enter((await callEngine('startChat', { userId }, slot)).roomId, slot));
  }
  return (
    <>
      <PeopleFinder field={field} text={text} onText={(people) => useBegin.of(slot).setState({ people })} onChoose={choose} />
      {error && <ErrorNote error={error} />}
      <div className="dialogActions">
        <Button onClick={() => showDialog(null)}>{said.cancel}</Button>
      </div>
    </>
  );
}
