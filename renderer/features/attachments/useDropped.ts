import { useEffect, useRef, useState } from 'react';

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
const isCovered = (): boolean => document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;

/** Files that are dropped anywhere on the window, or pasted, are for the room on screen. True while some are held over it. */
export function useDropped(take: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const listening = new AbortController();
    const on = <K extends keyof WindowEventMap>(name: K, hear: (event: WindowEventMap[K]) => void): void =>
      window.addEventListener(name, hear, { signal: listening.signal });
    on('dragover', (event) => {
      if (!bringsFiles(event)) return;
      // Without it the window would try to open what is dropped.
      event.preventDefault();
      if (!isCovered()) setOver(true);
    });
    on('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false);
    });
    on('drop', (event) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (!isCovered()) latest.current([...(event.dataTransfer?.files ?? [])]);
    });
    on('paste', (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      // Text that brings a picture of itself along, as from a table, is text.
      if (files.length === 0 || isCovered() || event.clipboardData?.types.includes('text/plain')) return;
      event.preventDefault();
      latest.current(files);
    });
    return () => listening.abort();
  }, []);
  return isOver;
}
