import type { Session } from 'electron';
import { pageOrigin } from './origins.ts';

/** So long after people have asked for it the page may open the microphone. */
const openForMs = 10_000;

/** The page hears nothing, except where somebody has just begun to record. What it then records ends when it says so, or goes. */
export class Microphone {
  private readonly monotonic: () => number;
  private until = -Infinity;

  constructor(monotonic: () => number) {
    this.monotonic = monotonic;
  }

  /** Somebody has pressed the button. */
  ask(): void {
    this.until = this.monotonic() + openForMs;
  }

  mayOpen(permission: string, origin: string, types: readonly string[]): boolean {
    const isForSound = permission === 'media' && types.length > 0 && types.every((type) => type === 'audio');
    return isForSound && origin.replace(/\/$/, '') === pageOrigin && this.monotonic() < this.until;
  }

  /** In the place of what the session was locked down with; everything else stays refused. */
  guard(session: Session): void {
    session.setPermissionRequestHandler((_contents, permission, callback, details) => {
      const types = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
      callback(details.isMainFrame && this.mayOpen(permission, originOf(details.requestingUrl), types));
    });
    session.setPermissionCheckHandler((_contents, permission, origin, { mediaType }) =>
      this.mayOpen(permission, origin, mediaType === undefined ? [] : [mediaType]),
    );
  }
}

/** `app:` has no origin in the eyes of `URL` of Node. */
function originOf(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}`;
  } catch {
    return '';
  }
}
