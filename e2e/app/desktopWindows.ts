import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface DesktopWindow {
  readonly id: string;
  readonly title: string;
  /** WM_CLASS: its instance and its class, by which a desktop finds the entry that it belongs to. */
  readonly class: readonly [string, string];
}

const execute = promisify(execFile);

/** Whether a process has made this window; the display is shared by whatever runs beside. */
export async function isWindowOf({ id }: DesktopWindow, pid: number): Promise<boolean> {
  const { stdout } = await execute('xprop', ['-id', id, '-notype', '_NET_WM_PID']);
  return Number(/= (\d+)/.exec(stdout)?.[1]) === pid;
}

/** The windows of the display, as a desktop sees them. */
export async function desktopWindows(): Promise<readonly DesktopWindow[]> {
  return [...(await windowTree()).matchAll(/^\s+(0x[0-9a-f]+) "([^"]*)": \("([^"]*)" "([^"]*)"\)/gm)].map(
    ([, id = '', title = '', instance = '', name = '']) => ({ id, title, class: [instance, name] }),
  );
}

/**
 * It asks for the list and then for each window in it, and ends where one has gone meanwhile, be it another test's: what it has read then
 * is the display at no moment, and it is read anew.
 */
async function windowTree(): Promise<string> {
  for (;;) {
    const tree = await execute('xwininfo', ['-root', '-tree']).catch((cause: { readonly stderr?: unknown }) => {
      if (!/Bad (Window|Drawable)/.test(String(cause.stderr))) throw cause;
      return null;
    });
    if (tree) return tree.stdout;
  }
}

/** The edge of the picture that a window brings for a desktop without its entry; null: it brings none. */
export async function iconEdge({ id }: DesktopWindow): Promise<number | null> {
  // Its first number; the rest is the picture.
  const { stdout } = await execute('xprop', ['-id', id, '-len', '4', '-notype', '32c', '_NET_WM_ICON']);
  const edge = /= (\d+)/.exec(stdout)?.[1];
  return edge === undefined ? null : Number(edge);
}
