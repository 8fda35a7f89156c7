import { create } from 'zustand';
import type { UpdateState } from '../../../core/updates/model.ts';
import { listenHost } from '../../bridge/host.ts';

/** Of this copy of Latchkey, whoever is signed in; null until main has said it. */
export const useUpdates = create<{ readonly updates: UpdateState | null }>(() => ({ updates: null }));

export function followUpdates(): () => void {
  return listenHost('updates', (updates) => useUpdates.setState({ updates }));
}
