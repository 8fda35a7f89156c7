import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface DesktopWindow {
  readonly id: string;
  readonly title: string;
  /** WM_CLASS: its instance and its class, by which a desktop finds the entry that it belongs to. */
  readonly class: readonly [string, string];
}

const execute = promisify(execFile);

/** The windows of the display, as a desktop sees them. */
export async function desktopWindows(): Promise<readonly DesktopWindow[]> {
  const { stdout } = await execute('xwininfo', ['-root', '-tree']);
  return [...stdout.matchAll(/^\s+(0x[0-9a-f]+) "([^"]*)": \("([^"]*)" "([^"]*)"\)/gm)].map(([, id = '', title = '', instance = '', name = '']) => ({ id, title, class: [instance, name] }));
}

/** The edges of the pictures that a window brings for a desktop without its entry. */
export async function iconsOf({ id }: DesktopWindow): Promise<readonly string[]> {
  const { stdout } = await execute('xprop', ['-id', id, '_NET_WM_ICON'], { maxBuffer: 50_000_000 });
  return [...stdout.matchAll(/Icon \((\d+ x \d+)\)/g)].map(([, edges = '']) => edges);
}
