import type { EraseProgress } from './states.ts';

export const nothingErased: EraseProgress = { keys: 'waiting', messages: 'waiting', files: 'waiting', traces: 'waiting' };

/** All is gone, but perhaps keys that the keychain does not give up yet (E4). */
export function isErased({ keys, messages, files, traces }: EraseProgress): boolean {
  return (keys === 'done' || keys === 'retrying') && [messages, files, traces].every((step) => step === 'done');
}
