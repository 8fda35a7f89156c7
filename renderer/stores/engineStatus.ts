import { create } from 'zustand';
import type { EngineStatus } from '../../core/model/status.ts';
import { listenEngine } from '../bridge/engineLink.ts';

/** null until an engine has said it. */
export const useEngineStatus = create<{ readonly status: EngineStatus | null }>(() => ({ status: null }));

export function followEngineStatus(): () => void {
  return listenEngine('status', {}, (status) => useEngineStatus.setState({ status }));
}
