import { useRef, useState, type MouseEvent, type PointerEvent, type WheelEvent } from 'react';
import type { MediaTrouble } from '../../../core/features/media/trouble.ts';
import type { RoomId } from '../../../core/ids.ts';
import { callHost } from '../../bridge/host.ts';
import { useMediaUrl } from '../../bridge/mediaUrls.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { words } from '../../words/words.ts';
import type { ViewedPicture } from './picturesOf.ts';
import type { Zoom } from './useZoom.ts';

interface Props {
  readonly roomId: RoomId;
  readonly picture: ViewedPicture;
  readonly zoom: Zoom;
  readonly onSize: (size: { readonly width: number; readonly height: number }) => void;
}

/** The wheel makes it larger where the pointer is, a drag moves it, a double click does either. */
export function ZoomedPicture({ roomId, picture, zoom, onSize }: Props) {
  const transform = `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`;
  return (
    <div className={`viewerStage ${zoom.scale > 1 ? 'viewerZoomed' : ''}`} {...useHands(zoom)}>
      <div className="viewerPicture" style={{ transform }}>
        <Both roomId={roomId} picture={picture} onSize={onSize} />
      </div>
    </div>
  );
}

function useHands(zoom: Zoom) {
  const held = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const around = (event: MouseEvent, factor: number): void => {
    const box = event.currentTarget.getBoundingClientRect();
    zoom.by(factor, event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2);
  };
  const letGo = (): void => {
    held.current = null;
  };
  return {
    onWheel: (event: WheelEvent) => around(event, event.deltaY < 0 ? 1.2 : 1 / 1.2),
    onDoubleClick: (event: MouseEvent) => (zoom.scale > 1 ? zoom.fit() : around(event, 2.5)),
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      if (!held.current) return;
      zoom.pan(event.clientX - held.current.x, event.clientY - held.current.y);
      held.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
  };
}

/** The small one until the large one is there. */
function Both({ roomId, picture: { eventId, body }, onSize }: Omit<Props, 'zoom'>) {
  const slot = useSlot();
  const [trouble, setTrouble] = useState<MediaTrouble | null>(null);
  const url = useMediaUrl({ of: 'event', roomId, eventId, part: 'file' });
  const small = useMediaUrl({ of: 'event', roomId, eventId, part: 'thumbnail' });
  const failed = (): void => {
    callHost('mediaTrouble', { roomId, eventId, part: 'file' }, slot).then(
      (said) => setTrouble(said ?? 'notShown'),
      () => setTrouble('offline'),
    );
  };
  if (trouble !== null || url === null) {
    return (
      <p className="viewerTrouble" role="alert">
        {words.media.troubles[trouble ?? 'gone']}
      </p>
    );
  }
  return (
    <>
      {body.hasSmall && small !== null && <img className="viewerImage" src={small} alt="" draggable={false} />}
      <img
        className="viewerImage"
        src={url}
        alt={body.name || words.media.kinds.picture}
        decoding="async"
        draggable={false}
        onError={failed}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => onSize({ width: naturalWidth, height: naturalHeight })}
      />
    </>
  );
}
