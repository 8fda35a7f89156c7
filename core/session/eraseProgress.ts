import type { EraseProgress } from './states.ts';

export const nothingErased: EraseProgress = { keys: 'waiting', messages: 'waiting', files: 'waiting', traces: 'waiting' };
