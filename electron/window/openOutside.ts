import { shell } from 'electron';
import { Failure } from '../../core/errors.ts';
import { outsideUrl, webProtocols } from './outsideUrl.ts';

/** Throws a `Failure` where it is nothing to be opened. */
export function readOutside(text: string, protocols = webProtocols): string {
  const url = outsideUrl(text, protocols);
  if (url === null) throw new Failure({ code: 'badArgument', field: 'url' });
  return url;
}

/** With the program that the system has for such files. */
export async function openFile(path: string): Promise<void> {
  // It says in words what came in the way.
  if ((await shell.openPath(path)) !== '') throw new Failure({ code: 'badArgument', field: 'saved' });
}

export const showInFolder = (path: string): void => shell.showItemInFolder(path);

/** The only use of `openExternal`. */
export async function openOutside(text: string, protocols = webProtocols): Promise<void> {
  await shell.openExternal(readOutside(text, protocols));
}
