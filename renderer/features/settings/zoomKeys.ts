import { changeSettings, stepZoom } from '../../settings.ts';

/** Ctrl and +, −, 0, in every screen. */
export function followZoomKeys(): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.key === '+' || event.key === '=') stepZoom(1);
    else if (event.key === '-' || event.key === '_') stepZoom(-1);
    else if (event.key === '0') changeSettings({ zoom: 1 });
    else return;
    event.preventDefault();
  }
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
