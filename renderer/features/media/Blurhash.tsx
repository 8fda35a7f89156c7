import { decodeBlurHash } from 'fast-blurhash';
import { memo, useEffect, useRef } from 'react';

const side = 32;

/** A few colours where a picture will be. */
export const Blurhash = memo(function Blurhash({ hash }: { readonly hash: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    try {
      const pixels = context.createImageData(side, side);
      pixels.data.set(decodeBlurHash(hash, side, side));
      context.putImageData(pixels, 0, 0);
    } catch {
      // It is none; the plain ground is as good.
    }
  }, [hash]);
  return <canvas ref={canvas} className="mediaBlur" width={side} height={side} aria-hidden />;
});
