import { useEffect, useState } from 'react';
import { report } from '../../bridge/host.ts';

/** Its generator is loaded when somebody first needs it. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const [drawn, setDrawn] = useState<{ readonly size: number; readonly path: string } | null>(null);
  useEffect(() => {
    let gone = false;
    draw(text).then(
      (result) => !gone && setDrawn(result),
      (cause: unknown) => report('drawing a QR code', cause),
    );
    return () => {
      gone = true;
    };
  }, [text]);
  return (
    <svg className="qrCode" role="img" aria-label={label} viewBox={`0 0 ${drawn?.size ?? 1} ${drawn?.size ?? 1}`} shapeRendering="crispEdges">
      {drawn && <path d={drawn.path} fill="currentColor" />}
    </svg>
  );
}

async function draw(text: string): Promise<{ readonly size: number; readonly path: string }> {
  const { encode } = await import('uqr');
  const { data, size } = encode(text, { border: 0, ecc: 'M' });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size, path };
}
