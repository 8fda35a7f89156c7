import './MessageText.css';
import { memo, type KeyboardEvent, type MouseEvent } from 'react';
import { tellHost } from '../../bridge/host.ts';
import { linkify } from './linkify.ts';
import { sanitise } from './sanitise.ts';

interface Props {
  readonly text: string;
  /** The sender's own: hostile. */
  readonly html: string | null;
}

/** Sanitising costs more than drawing, and rows come and go while scrolling. */
const made = new Map<string, string | null>();
const kept = 500;

function sanitised(html: string): string | null {
  const known = made.get(html);
  if (known !== undefined) return known;
  const safe = sanitise(html);
  if (made.size >= kept) made.clear();
  made.set(html, safe);
  return safe;
}

/** Of an account that is gone, no text stays. */
export function forgetTexts(): void {
  made.clear();
}

export const MessageText = memo(function MessageText({ text, html }: Props) {
  const safe = html === null ? null : sanitised(html);
  if (safe !== null) return <div className="messageText messageHtml" onClick={act} onKeyDown={actByKey} dangerouslySetInnerHTML={{ __html: safe }} />;
  return (
    <div className="messageText" onClick={act}>
      {linkify(text.trim()).map((piece, index) =>
        piece.is === 'text' ? (
          piece.text
        ) : (
          <a key={index} href={piece.url} rel="noopener noreferrer" target="_blank">
            {piece.text}
          </a>
        ),
      )}
    </div>
  );
});

/** Links open in the system's browser, never here; spoilers open and close. */
function act(event: MouseEvent | KeyboardEvent): void {
  const target = event.target as Element;
  const link = target.closest('a');
  if (link) {
    event.preventDefault();
    const url = link.getAttribute('href');
    if (url) tellHost('openLink', { url });
    return;
  }
  const spoiler = target.closest('[data-mx-spoiler]');
  // A selection that ends on it was no click.
  if (spoiler && window.getSelection()?.isCollapsed !== false) spoiler.classList.toggle('spoilerOpen');
}

function actByKey(event: KeyboardEvent): void {
  const onSpoiler = (event.target as Element).matches('[data-mx-spoiler]');
  if (onSpoiler && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    act(event);
  }
}
