import type { CSSProperties } from 'react';
import type { AttachmentBody } from '../../../core/features/media/attachment.ts';
import { useMediaUrl } from '../../bridge/mediaUrls.ts';
import { words } from '../../words/words.ts';
import { Blurhash } from './Blurhash.tsx';
import { boxOf } from './box.ts';
import { Trouble } from './Trouble.tsx';
import type { MediaOf } from './media.ts';
import { useTrouble } from './useTrouble.ts';

interface Props {
  readonly of: MediaOf;
  readonly body: Extract<AttachmentBody, { type: 'video' }>;
}

/** Nothing of it is fetched but the small picture until somebody plays it. */
export function Video({ of, body }: Props) {
  const { trouble, tries, failed, again } = useTrouble(of, 'file');
  const url = useMediaUrl({ of: 'event', ...of, part: 'file' });
  const small = useMediaUrl({ of: 'event', ...of, part: 'thumbnail' });
  const { width, height } = boxOf(body.size);
  const style = { width: Math.max(width, 240), aspectRatio: `${width} / ${height}` } satisfies CSSProperties;
  if (trouble !== null) return <Trouble trouble={trouble} again={again} />;
  return (
    <div className="mediaBox" style={style}>
      {body.blurhash !== null && <Blurhash hash={body.blurhash} />}
      {url !== null && (
        <video
          key={tries}
          className="mediaImage"
          src={url}
          poster={body.hasSmall && small !== null ? small : undefined}
          preload="none"
          controls
          controlsList="nodownload noremoteplayback"
          disablePictureInPicture
          aria-label={body.name || words.media.kinds.video}
          onError={failed}
        />
      )}
    </div>
  );
}
