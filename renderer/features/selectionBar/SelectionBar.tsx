import './SelectionBar.css';
import { useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { RoomId } from '../../../core/ids.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { Button } from '../../ui/Button.tsx';
import { OutsideContext } from '../../ui/outside.ts';
import { words } from '../../words/words.ts';
import { askToDelete } from '../deleting/deleting.ts';
import { startForwarding } from '../forwarding/forwarding.ts';
import { roomView } from '../roomView/roomView.ts';
import { asText, selectedItems, stopSelecting, useSelecting } from '../selecting/selecting.ts';

const said = words.selecting;

/** In the composer's place while messages are being selected. */
export function SelectionBar({ roomId }: { readonly roomId: RoomId }) {
  const slot = useSlot();
  const { copy } = useContext(OutsideContext);
  const ids = useSelecting((state) => state.ids);
  const detail = useStore(roomView(roomId, slot), (view) => view.detail);
  const [copied, setCopied] = useState<ReadonlySet<string> | null>(null);
  useEscape(() => leave(slot));
  const items = selectedItems(slot);
  const forwards = items.every(({ body }) => 'text' in body || 'name' in body);
  const deletes = detail?.canSend !== false && items.every(({ own }) => own || detail?.canDelete === true);
  const none = items.length === 0;
  return (
    <section className="selectionBar" aria-label={said.bar}>
      <span role="status">{copied === ids ? said.copied : said.count(items.length)}</span>
      <Button
        disabled={none}
        onClick={() => {
          copy(asText(items));
          setCopied(ids);
        }}
      >
        {said.copy}
      </Button>
      <Button disabled={none || !forwards} onClick={() => startForwarding(roomId, items, slot)}>
        {said.forward}
      </Button>
      <Button disabled={none || !deletes} onClick={() => askToDelete(roomId, items, slot)}>
        {said.delete}
      </Button>
      <Button look="quiet" onClick={() => leave(slot)}>
        {said.cancel}
      </Button>
    </section>
  );
}

function leave(slot: string): void {
  stopSelecting(slot);
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-pane="composer"]')?.focus());
}

/** Before anybody else hears of the key; what lies over the room has its own. */
function useEscape(escape: () => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || document.querySelector(':is([role="dialog"], [role="menu"]):not([data-closed])')) return;
      event.preventDefault();
      event.stopPropagation();
      escape();
    }
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  });
}
