import { showAccountAt } from './accounts.ts';

/** Ctrl and 1 to 9 go to an account, in every screen and over every dialog. */
export function followAccountKeys(): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !/^[1-9]$/.test(event.key)) return;
    event.preventDefault();
    showAccountAt(Number(event.key) - 1);
  }
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
