import type { Session } from 'electron';
import { mediaScheme } from '../../core/features/media/mediaUrl.ts';
import { answerMedia } from './answerMedia.ts';
import type { MediaOf } from './answerMedia.ts';

/** `media:` in the page's session, and in no other. */
export function serveMedia(session: Session, mediaOf: MediaOf): void {
  session.protocol.handle(mediaScheme, (request) => answerMedia(request, mediaOf));
}
