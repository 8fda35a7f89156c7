import type { Relation } from '../../../core/features/sending/calls.ts';
import type { AppError } from '../../../core/errors.ts';
import type { RoomId } from '../../../core/ids.ts';
import { callHost, report } from '../../bridge/host.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { eachAccount, perAccount } from '../../bridge/perAccount.ts';
import { toError } from '../../bridge/toError.ts';
import { words } from '../../words/words.ts';
import { sendOne } from '../attachments/attachments.ts';
import { levelEveryMs, record, type Recorder } from './recorder.ts';
import { waveformOf } from './waveform.ts';

type VoiceFailure = 'refused' | 'none' | 'other';

/** One at a time in each account, in the room in which it was begun. */
export type Voice =
  | { readonly is: 'idle' }
  | { readonly is: 'starting' | 'making'; readonly roomId: RoomId }
  | { readonly is: 'recording'; readonly roomId: RoomId; readonly levels: readonly number[] }
  | {
      readonly is: 'ready';
      readonly roomId: RoomId;
      readonly ogg: Blob;
      readonly durationMs: number;
      readonly waveform: readonly number[];
      readonly sending: boolean;
      readonly error: AppError | null;
    }
  | { readonly is: 'failed'; readonly roomId: RoomId; readonly why: VoiceFailure };

export const useVoice = perAccount<{ readonly voice: Voice }>(() => ({ voice: { is: 'idle' } }));

/** The microphones that are open; an account that is forgotten hears nothing any more. */
const recorders = eachAccount<{ recorder: Recorder | null }>(
  () => ({ recorder: null }),
  ({ recorder }) => recorder?.cancel(),
);

const longestMs = 30 * 60_000;
const set = (voice: Voice, slot: string): void => useVoice.of(slot).setState({ voice });
const now = (slot: string): Voice => useVoice.of(slot).getState().voice;

export async function startVoice(roomId: RoomId, slot = onScreen()): Promise<void> {
  const before = now(slot);
  if (before.is !== 'idle' && before.is !== 'failed') return;
  set({ is: 'starting', roomId }, slot);
  try {
    await callHost('askMicrophone', {}, slot);
    const recorder = await record((level) => heard(level, slot));
    // Called off while the system was asking.
    if (now(slot).is !== 'starting') return recorder.cancel();
    recorders.of(slot).recorder = recorder;
    set({ is: 'recording', roomId, levels: [] }, slot);
  } catch (cause) {
    report('recording', cause);
    if (now(slot).is === 'starting') set({ is: 'failed', roomId, why: whyOf(cause) }, slot);
  }
}

function heard(level: number, slot: string): void {
  const voice = now(slot);
  if (voice.is !== 'recording') return;
  const levels = [...voice.levels, level];
  set({ ...voice, levels }, slot);
  if (levels.length * levelEveryMs >= longestMs) void stopVoice(slot);
}

/** What was recorded can be listened to, and sent. */
export async function stopVoice(slot = onScreen()): Promise<void> {
  const voice = now(slot);
  const recorder = taken(slot);
  if (voice.is !== 'recording' || !recorder) return;
  const { roomId, levels } = voice;
  set({ is: 'making', roomId }, slot);
  try {
    const webm = await recorder.stop();
    const { toOgg } = await import('./toOgg.ts');
    const made = await toOgg(webm);
    if (now(slot).is === 'making') set({ is: 'ready', roomId, ...made, waveform: waveformOf(levels), sending: false, error: null }, slot);
  } catch (cause) {
    report('a voice message', cause);
    if (now(slot).is === 'making') set({ is: 'failed', roomId, why: 'other' }, slot);
  }
}

export function cancelVoice(slot = onScreen()): void {
  taken(slot)?.cancel();
  set({ is: 'idle' }, slot);
}

export async function sendVoice(relation: Relation, slot = onScreen()): Promise<boolean> {
  const voice = now(slot);
  if (voice.is !== 'ready' || voice.sending) return false;
  set({ ...voice, sending: true, error: null }, slot);
  const { roomId, ogg: blob, durationMs, waveform } = voice;
  const nothing = { width: null, height: null, blurhash: null, thumbnail: null, preview: null };
  const as = { ...nothing, kind: 'audio' as const, blob, mime: 'audio/ogg', durationMs, waveform: [...waveform] };
  try {
    await sendOne(roomId, { id: crypto.randomUUID(), name: words.voice.file, as }, { caption: null, relation }, slot);
    set({ is: 'idle' }, slot);
    return true;
  } catch (cause) {
    set({ ...voice, sending: false, error: toError(cause) }, slot);
    return false;
  }
}

function taken(slot: string): Recorder | null {
  const own = recorders.of(slot);
  const { recorder } = own;
  own.recorder = null;
  return recorder;
}

function whyOf(cause: unknown): VoiceFailure {
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'NotAllowedError') return 'refused';
  return name === 'NotFoundError' ? 'none' : 'other';
}
