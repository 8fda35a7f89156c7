import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { firstSettings } from '../../../core/features/settings/firstSettings.ts';
import { words } from '../../words/words.ts';
import { changeSettings, useSettings } from '../../settings.ts';

const [narrowest, widest] = [200, 400];
const bounded = (width: number): number => Math.round(Math.min(widest, Math.max(narrowest, width)));

/** Dragged or moved by arrow keys; kept when let go. */
export function Resizer() {
  const width = useSettings((settings) => settings.roomsWidth);
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);

  function down(event: PointerEvent<HTMLDivElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  }
  function move(event: PointerEvent): void {
    if (start.current) useSettings.setState({ roomsWidth: bounded(start.current.width + event.clientX - start.current.x) });
  }
  function up(): void {
    if (!start.current) return;
    start.current = null;
    changeSettings({ roomsWidth: useSettings.getState().roomsWidth });
  }
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0;
    if (step !== 0) changeSettings({ roomsWidth: bounded(width + step) });
  }

  return (
    <div
      className="resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={words.rooms.resize}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      aria-valuenow={width}
      tabIndex={0}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onDoubleClick={() => changeSettings({ roomsWidth: firstSettings.roomsWidth })}
      onKeyDown={onKeyDown}
    />
  );
}
