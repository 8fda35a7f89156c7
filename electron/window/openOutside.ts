import { shell } from 'electron';
import { Failure } from '../../core/errors.ts';
import { outsideUrl, webProtocols } from './outsideUrl.ts';

/** The only use of `openExternal`. */
export async function openOutside(text: string, protocols = webProtocols): Promise<void> {
  const url = outsideUrl(text, protocols);
  if (url === null) throw new Failure({ code: 'badArgument', field: 'url' });
  await shell.openExternal(url);
}
