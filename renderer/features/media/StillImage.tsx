import { useEffect, useRef } from 'react';

interface Props {
  readonly src: string;
  readonly alt: string;
  readonly onError: () => void;
}

/** The first frame of a picture, whatever moves in it. */
export function StillImage({ src, alt, onError }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const failed = useRef(onError);
  useEffect(() => {
    failed.current = onError;
  });
  useEffect(() => {
    const image = new Image();
    image.decoding = 'async';
    image.onload = () => {
      const place = canvas.current;
      if (!place) return;
      place.width = image.naturalWidth;
      place.height = image.naturalHeight;
      place.getContext('2d')?.drawImage(image, 0, 0);
    };
    image.onerror = () => failed.current();
    image.src = src;
    return () => {
      image.onload = null;
      image.onerror = null;
      // What is still on its way is no longer wanted.
      image.src = '';
    };
  }, [src]);
  return <canvas ref={canvas} className="mediaImage" role="img" aria-label={alt} width={1} height={1} />;
}
