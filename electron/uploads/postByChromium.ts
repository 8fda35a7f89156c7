import { session } from 'electron';
import type { Session } from 'electron';
import { httpAnswerOf } from '../http/http.ts';
import type { PostedFile, PostFile } from './postFile.ts';

/** What only the system's own list of authorities, which Chromium asks, may know. */
const untrustedByNode = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);

/**
 * Behind a proxy of the system's, or where the system trusts whom Node does not, Chromium sends it: then the file lies in memory whole, but
 * it goes.
 */
export function orByChromium(direct: PostFile): PostFile {
  return async (file) => {
    const own = session.fromPartition('latchkey-uploads', { cache: false });
    if ((await own.resolveProxy(file.url)) !== 'DIRECT') return byChromium(own, file);
    try {
      return await direct(file);
    } catch (cause) {
      if (untrustedByNode.has(String((cause as NodeJS.ErrnoException).code))) return byChromium(own, file);
      throw cause;
    }
  };
}

async function byChromium(own: Session, { url, token, mime, body, signal }: PostedFile) {
  const pieces: Uint8Array[] = [];
  for await (const piece of body()) pieces.push(piece);
  const response = await own.fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': mime, accept: 'application/json' },
    body: Buffer.concat(pieces),
    credentials: 'omit',
    redirect: 'error',
    signal,
    bypassCustomProtocolHandlers: true,
  });
  return httpAnswerOf(response, url);
}
