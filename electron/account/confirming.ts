import type { HostHandlers } from '../host/ipc.ts';
import type { Log } from '../log.ts';
import type { Confirmer } from './confirmer.ts';

/** How people confirm what the server does not do upon a token alone. */
export function confirming(
  { log }: { readonly log: Log },
  confirmer: Confirmer,
): Pick<HostHandlers, 'confirmByPassword' | 'confirmInBrowser' | 'confirmDone' | 'confirmCancelled'> {
  return {
    confirmByPassword: ({ id, password }) => {
      log.conceal(password);
      return confirmer.byPassword(id, password);
    },
    confirmInBrowser: ({ id, stage }) => confirmer.inBrowser(id, stage),
    confirmDone: ({ id }) => confirmer.isDone(id),
    confirmCancelled: ({ id }) => confirmer.cancel(id),
  };
}
