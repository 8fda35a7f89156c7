import { useRef, useState } from 'react';
import type { AppError } from '../../../../core/errors.ts';
import type { RoomId } from '../../../../core/ids.ts';
import { toError } from '../../../bridge/toError.ts';
import { useSlot } from '../../../bridge/perAccount.ts';
import { readCommand, type Command } from './commands.ts';
import { doDeed, type OpenRoom } from './doDeed.ts';

/** Why a command was not done. */
export type CommandNotice =
  Extract<Command, { readonly is: 'unknown' | 'incomplete' }> | { readonly is: 'failed'; readonly error: AppError };

export interface Commands {
  readonly notice: CommandNotice | null;
  /** Does it, where it is one; then it is no message, and the field is emptied once it is done. */
  readonly run: (typed: string, empty: () => void) => boolean;
  /** It is being written anew. */
  readonly settle: () => void;
}

/** What begins with a slash is never sent as it is by mistake. */
export function useCommands(roomId: RoomId, openRoom: OpenRoom): Commands {
  const slot = useSlot();
  const [notice, setNotice] = useState<CommandNotice | null>(null);
  const busy = useRef(false);

  function run(typed: string, empty: () => void): boolean {
    const command = readCommand(typed);
    if (command.is === 'message') return false;
    if (command.is !== 'deed') {
      setNotice(command);
      return true;
    }
    if (busy.current) return true;
    busy.current = true;
    setNotice(null);
    doDeed(command.deed, { roomId, slot, openRoom })
      .then(empty, (cause: unknown) => setNotice({ is: 'failed', error: toError(cause) }))
      .finally(() => (busy.current = false));
    return true;
  }

  return { notice, run, settle: () => setNotice(null) };
}
