import { useContext, useEffect, useState, type CSSProperties } from 'react';
import { OutsideContext } from './outside.ts';

interface Props {
  readonly content: string;
  /** `content` is base64 of the bytes that the code shall hold; else it is their text. */
  readonly binary?: boolean;
  readonly label: string;
}

/** Its generator is loaded when somebody first needs it. */
export function QrCode({ content, binary = false, label }: Props) {
  const { report } = useContext(OutsideContext);
  const [drawn, setDrawn] = useState<{ readonly size: number; readonly path: string } | null>(null);
  useEffect(() => {
    let gone = false;
    draw(binary ? bytesOf(content) : content).then(
      (result) => !gone && setDrawn(result),
      (cause: unknown) => report('drawing a QR code', cause),
    );
    return () => {
      gone = true;
    };
  }, [content, binary, report]);
  return (
    <svg
      className="qrCode"
      role="img"
      aria-label={label}
      data-content={content}
      viewBox={`0 0 ${drawn?.size ?? 1} ${drawn?.size ?? 1}`}
      shapeRendering="crispEdges"
      style={{ '--modules': drawn?.size ?? 1 } as CSSProperties}
    >
      {drawn && <path d={drawn.path} fill="currentColor" />}
    </svg>
  );
}

async function draw(data: string | readonly number[]): Promise<{ readonly size: number; readonly path: string }> {
  const { encode } = await import('uqr');
  const { data: rows, size } = encode(data, { border: 0, ecc: 'M' });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size, path };
}

function bytesOf(base64: string): readonly number[] {
  return Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
