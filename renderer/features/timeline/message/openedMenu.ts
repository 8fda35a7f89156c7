import type { RoomId } from '../../../../core/ids.ts';
import { perAccount } from '../../../bridge/perAccount.ts';

/** Where a message's menu opens: at an element, or where the pointer is. */
export type MenuAnchor = Element | { readonly x: number; readonly y: number };

export interface OpenMenu {
  readonly roomId: RoomId;
  /** The item's ID. */
  readonly id: string;
  readonly anchor: MenuAnchor;
}

/** One menu for all messages: a hundred of them would slow every room down. */
export const useMessageMenu = perAccount<{ readonly of: OpenMenu | null; readonly open: boolean }>(() => ({ of: null, open: false }));

export const openMessageMenu = (of: OpenMenu, slot: string): void => useMessageMenu.of(slot).setState({ of, open: true });
export const closeMessageMenu = (slot: string): void => useMessageMenu.of(slot).setState({ open: false });
