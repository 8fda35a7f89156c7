/** Whether somebody can be looking at the page: it is on screen, and its window is the one that keys go to. */
export function isInFront(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** Tells whenever that may have changed. */
export function onFront(listener: () => void): () => void {
  window.addEventListener('focus', listener);
  window.addEventListener('blur', listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    window.removeEventListener('focus', listener);
    window.removeEventListener('blur', listener);
    document.removeEventListener('visibilitychange', listener);
  };
}
