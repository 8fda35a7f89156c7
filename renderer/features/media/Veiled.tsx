import type { CSSProperties, ReactNode } from 'react';
import type { Pictured } from '../../../core/features/media/attachment.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { words } from '../../words/words.ts';
import { Blurhash } from './Blurhash.tsx';
import { boxOf } from './box.ts';
import type { MediaOf } from './media.ts';
import { showAllTheSame, useShows } from '../mediaPreviews/mediaPreviews.ts';

interface Props {
  readonly of: MediaOf;
  readonly body: Pictured & { readonly name: string };
  readonly children: ReactNode;
}

/** In the same space as what it stands for, of which nothing is fetched until somebody asks. */
export function Veiled({ of, body, children }: Props) {
  const slot = useSlot();
  const shows = useShows(of.roomId, of.eventId);
  if (shows === 'shows') return children;
  const { width, height } = boxOf(body.size);
  const style = { width, aspectRatio: `${width} / ${height}` } satisfies CSSProperties;
  return (
    <button
      type="button"
      className="mediaBox mediaVeil"
      style={style}
      disabled={shows === 'wait'}
      aria-label={words.media.showPicture(body.name)}
      onClick={() => showAllTheSame(of.eventId, slot)}
    >
      {body.blurhash !== null && <Blurhash hash={body.blurhash} />}
      {shows === 'asks' && <span className="mediaVeilWord">{words.media.show}</span>}
    </button>
  );
}
