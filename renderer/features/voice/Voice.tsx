import './Voice.css';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Mic from 'lucide-react/icons/mic';
import Pause from 'lucide-react/icons/pause';
import Play from 'lucide-react/icons/play';
import Square from 'lucide-react/icons/square';
import Trash from 'lucide-react/icons/trash-2';
import type { ReactNode } from 'react';
import type { RoomId, UserId } from '../../../core/ids.ts';
import { never } from '../../../core/never.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useSlot } from '../../bridge/perAccount.ts';
import { words } from '../../words/words.ts';
import { stopComposing, useComposing } from '../composing/composing.ts';
import { answerTo } from '../sending/sending.ts';
import { levelEveryMs } from './recorder.ts';
import { usePlayback } from './usePlayback.ts';
import { cancelVoice, sendVoice, startVoice, stopVoice, useVoice, type Voice as VoiceState } from './voice.ts';
import { waveformOf } from './waveform.ts';

interface Props {
  readonly roomId: RoomId;
  readonly own: UserId;
}

/** In the composer's place of files, while something is recorded for this room. */
export function Voice({ roomId, own }: Props) {
  const voice = useVoice((state) => state.voice);
  const composing = useComposing(({ byRoom }) => byRoom.get(roomId) ?? null);
  const slot = useSlot();
  const answers = composing?.is === 'reply' ? composing.item : null;
  const send = async (): Promise<void> => {
    const isSent = await sendVoice(answers && answerTo(answers, own), slot);
    if (isSent && answers) stopComposing(roomId, slot);
  };
  if (voice.is === 'idle' || voice.roomId !== roomId) return null;
  return (
    <section className="voice" aria-label={words.voice.region}>
      <IconButton label={words.voice.cancel} onClick={() => cancelVoice(slot)}>
        <Trash size={16} />
      </IconButton>
      <Inside voice={voice} send={() => void send()} />
    </section>
  );
}

function Inside({ voice, send }: { readonly voice: Exclude<VoiceState, { is: 'idle' }>; readonly send: () => void }): ReactNode {
  const slot = useSlot();
  switch (voice.is) {
    case 'starting':
      return <p className="voiceWords">{words.voice.starting}</p>;
    case 'making':
      return <p className="voiceWords">{words.voice.making}</p>;
    case 'failed':
      return (
        <p className="voiceWords voiceWrong" role="alert">
          {words.voice.failed[voice.why]}
        </p>
      );
    case 'recording':
      return (
        <>
          <span className="voiceDot" aria-hidden />
          <span className="voiceTime">{words.voice.recording(clock(voice.levels.length * levelEveryMs))}</span>
          <Bars bars={waveformOf(voice.levels.slice(-shownLevels))} />
          <IconButton label={words.voice.done} onClick={() => void stopVoice(slot)}>
            <Square size={16} />
          </IconButton>
        </>
      );
    case 'ready':
      return <Ready voice={voice} send={send} />;
    default:
      return never(voice);
  }
}

/** The last seconds. */
const shownLevels = 100;

function Ready({ voice, send }: { readonly voice: Extract<VoiceState, { is: 'ready' }>; readonly send: () => void }) {
  const { isPlaying, toggle } = usePlayback(voice.ogg);
  return (
    <>
      <IconButton label={isPlaying ? words.voice.pause : words.voice.play} onClick={toggle}>
        {isPlaying ? <Pause size={16} /> : <Play size={16} />}
      </IconButton>
      <span className="voiceTime">{clock(voice.durationMs)}</span>
      <Bars bars={voice.waveform} />
      {voice.error && (
        <span className="voiceWrong" role="alert">
          {words.errors(voice.error).text}
        </span>
      )}
      <IconButton label={words.voice.send} className="composerSend" disabled={voice.sending} onClick={send}>
        <ArrowUp size={18} />
      </IconButton>
    </>
  );
}

function Bars({ bars }: { readonly bars: readonly number[] }) {
  return (
    <svg className="voiceBars" viewBox={`0 0 ${Math.max(1, bars.length) * 3} 24`} preserveAspectRatio="none" aria-hidden>
      {bars.map((bar, at) => {
        const height = Math.max(2, (bar / 1024) * 24);
        return <rect key={at} x={at * 3} y={(24 - height) / 2} width={2} height={height} rx={1} />;
      })}
    </svg>
  );
}

export function VoiceButton({ roomId }: Pick<Props, 'roomId'>) {
  const slot = useSlot();
  return (
    <IconButton label={words.voice.record} className="voiceButton" onClick={() => void startVoice(roomId, slot)}>
      <Mic size={18} />
    </IconButton>
  );
}

const clock = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
