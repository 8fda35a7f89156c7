import { useState, type CSSProperties } from 'react';
import type { AttachmentBody } from '../../../core/features/media/attachment.ts';
import type { MediaPart } from '../../../core/features/media/mediaUrl.ts';
import { useMediaUrl } from '../../bridge/mediaUrls.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { words } from '../../words/words.ts';
import { Blurhash } from './Blurhash.tsx';
import { boxOf } from './box.ts';
import { StillImage } from './StillImage.tsx';
import { Trouble } from './Trouble.tsx';
import { view, type MediaOf } from './media.ts';
import { useTrouble } from './useTrouble.ts';

type Body = Extract<AttachmentBody, { type: 'image' }>;

interface Props {
  readonly of: MediaOf;
  readonly body: Body;
}

/** A picture in its exact space: first its colours, then itself. One that moves stands still until somebody points at it. */
export function Picture({ of, body }: Props) {
  const slot = useSlot();
  const [part, setPart] = useState<MediaPart>(body.hasSmall ? 'thumbnail' : 'file');
  const [pointed, setPointed] = useState(false);
  const { trouble, tries, failed, again } = useTrouble(of, part);
  const url = useMediaUrl({ of: 'event', ...of, part });
  const whole = useMediaUrl({ of: 'event', ...of, part: 'file' });
  const { width, height } = boxOf(body.size, body.isSticker);
  const style = { width, aspectRatio: `${width} / ${height}` } satisfies CSSProperties;
  if (trouble !== null) return <Trouble trouble={trouble} again={again} />;
  // A server that can make no small picture of it may still have it.
  const onError = (): void => (part === 'thumbnail' ? setPart('file') : failed());
  const alt = body.name || words.media.kinds[body.isSticker ? 'sticker' : 'picture'];
  const plays = body.moves && pointed && whole !== null;
  return (
    <button
      type="button"
      className={`mediaBox ${body.isSticker ? 'mediaSticker' : ''}`}
      style={style}
      aria-label={words.media.showPicture(alt)}
      onClick={() => view(of, slot)}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={(event) => {
        // A press brings the focus, too: what moves under the pointer goes on.
        if (event.currentTarget.matches(':focus-visible')) setPointed(true);
      }}
      onBlur={() => setPointed(false)}
    >
      {body.blurhash !== null && <Blurhash hash={body.blurhash} />}
      {url !== null && body.moves && <StillImage key={`${part}${tries}`} src={url} alt={alt} onError={onError} />}
      {url !== null && !body.moves && (
        <img key={`${part}${tries}`} className="mediaImage" src={url} alt={alt} decoding="async" draggable={false} onError={onError} />
      )}
      {plays && <img className="mediaImage" src={whole} alt="" decoding="async" draggable={false} />}
      {body.moves && !plays && <span className="mediaMoves">GIF</span>}
    </button>
  );
}
