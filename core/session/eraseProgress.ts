import type { EraseProgress } from './states.ts';

export const nothingErased: EraseProgress = { keys: 'waiting', messages: 'waiting', files: 'waiting', traces: 'waiting' };

export const allErased: EraseProgress = { keys: 'done', messages: 'done', files: 'done', traces: 'done' };
