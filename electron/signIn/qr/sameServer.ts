import { Failure } from '../../../core/errors.ts';
import { discover } from '../discovery.ts';
import { readTypedServer } from '../../http/serverName.ts';
import type { Asked } from '../signInFlows.ts';

export interface ChosenServer {
  readonly baseUrl: string;
  /** The name of the server that was typed. */
  readonly serverName: string;
}

/** Does this name lead to the homeserver that was chosen? What cannot be found out is no. */
export async function isSameServer(asked: Asked, chosen: ChosenServer, name: string, signal: AbortSignal): Promise<boolean> {
  if (name === chosen.serverName) return true;
  if (readTypedServer(name).is !== 'name') return false;
  try {
    return (await discover(asked, name, signal)).baseUrl === chosen.baseUrl;
  } catch (cause) {
    if (signal.aborted || !(cause instanceof Failure)) throw cause;
    return false;
  }
}
