import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import type { RoomId } from '../../../../core/ids.ts';
import type { MessageItem } from '../../../../core/features/timeline/model.ts';
import { useSlot } from '../../../bridge/perAccount.ts';
import { CheckBox } from '../../../ui/fields/CheckBox.tsx';
import { time } from '../../../words/format.ts';
import { words } from '../../../words/words.ts';
import { canSelect, toggleSelected, useSelecting } from '../../selecting/selecting.ts';

interface Choice {
  readonly selected: boolean;
  /** In the gutter. */
  readonly box: ReactNode;
  readonly handlers: {
    readonly onClickCapture?: (event: MouseEvent) => void;
    readonly onKeyDown?: (event: KeyboardEvent) => void;
  };
}

/** While messages are being selected: a click anywhere on one, or Space, chooses it. Null: they are not. */
export function useChoice(roomId: RoomId, item: MessageItem): Choice | null {
  const slot = useSlot();
  const selecting = useSelecting((state) => state.roomId === roomId);
  const selected = useSelecting(({ ids }) => ids.has(item.id));
  if (!selecting) return null;
  if (!canSelect(item)) return { selected: false, box: null, handlers: {} };
  const toggle = (): void => toggleSelected(item.id, slot);
  return {
    selected,
    box: <CheckBox checked={selected} aria-label={words.selecting.select(item.sender.name, time(item.ts))} onChange={toggle} />,
    handlers: {
      onClickCapture(event) {
        // The box has its own way; nothing else of the message does what it does otherwise.
        if (event.target instanceof HTMLInputElement) return;
        event.preventDefault();
        event.stopPropagation();
        toggle();
      },
      onKeyDown(event) {
        if (event.key !== ' ' || event.target !== event.currentTarget) return;
        event.preventDefault();
        toggle();
      },
    },
  };
}
