import Pause from 'lucide-react/icons/pause';
import Play from 'lucide-react/icons/play';
import type { CSSProperties } from 'react';
import type { AttachmentBody } from '../../../core/features/media/attachment.ts';
import { useMediaUrl } from '../../bridge/mediaUrls.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { clockTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { SaveFile } from '../saveFile/SaveFile.tsx';
import { Trouble } from './Trouble.tsx';
import { usePlayer, type Player } from './usePlayer.ts';
import type { MediaOf } from './media.ts';
import { useTrouble } from './useTrouble.ts';

type Body = Extract<AttachmentBody, { type: 'audio' }>;

interface Props {
  readonly of: MediaOf;
  readonly body: Body;
}

/** Sound, and what somebody said: fetched when it is played. */
export function Audio({ of, body }: Props) {
  const { trouble, tries, failed, again } = useTrouble(of, 'file');
  const url = useMediaUrl({ of: 'event', ...of, part: 'file' });
  const player = usePlayer((body.durationMs ?? 0) / 1000);
  if (trouble !== null) return <Trouble trouble={trouble} again={again} />;
  const label = body.waveform ? words.media.kinds.voice : body.name || words.media.kinds.audio;
  return (
    <div className="mediaAudio" role="group" aria-label={label}>
      {url !== null && <audio key={tries} ref={player.ref} src={url} preload="none" onError={failed} {...player.events} />}
      <IconButton label={player.playing ? words.media.pause : words.media.play} onClick={player.toggle}>
        {player.playing ? <Pause size={18} /> : <Play size={18} />}
      </IconButton>
      <div className="mediaAudioMiddle">
        {!body.waveform && (
          <span className="mediaAudioName" title={body.name}>
            <bdi>{label}</bdi>
          </span>
        )}
        <Track player={player} waveform={body.waveform} />
      </div>
      <span className="mediaTime">
        {clockTime(player.at > 0 ? player.at : player.length)}
        {!player.isLengthKnown && player.at === 0 && '–'}
      </span>
      <button type="button" className="mediaSpeed" aria-label={`${words.media.speed} ${player.speed}`} onClick={player.faster}>
        {player.speed}×
      </button>
      {!body.waveform && <SaveFile of={of} small />}
    </div>
  );
}

/** What is behind is full, what is ahead pale; a slider lies over it for pointer, keyboard and screen reader. */
function Track({ player, waveform }: { readonly player: Player; readonly waveform: Body['waveform'] }) {
  const share = player.length > 0 ? Math.min(1, player.at / player.length) : 0;
  return (
    <span className={`mediaTrack ${waveform?.length ? 'mediaWave' : ''}`} style={{ '--share': share } as CSSProperties}>
      {waveform?.length ? <Bars waveform={waveform} share={share} /> : <span className="mediaLine" />}
      <input
        type="range"
        aria-label={words.media.position}
        aria-valuetext={clockTime(player.at)}
        min={0}
        max={player.length || 1}
        step={0.1}
        value={player.at}
        onChange={(event) => player.seek(Number(event.currentTarget.value))}
      />
    </span>
  );
}

const bars = 48;

function Bars({ waveform, share }: { readonly waveform: readonly number[]; readonly share: number }) {
  return Array.from({ length: bars }, (_, index) => {
    const height = waveform[Math.floor((index * waveform.length) / bars)] ?? 0;
    const style = { blockSize: `${Math.round(12 + 88 * height)}%` } satisfies CSSProperties;
    return <span key={index} className={index / bars < share ? 'mediaBar mediaBarPlayed' : 'mediaBar'} style={style} />;
  });
}
