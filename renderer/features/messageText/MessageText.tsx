import './MessageText.css';
import './code/Code.css';
import './maths/Maths.css';
import { memo, useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { isMatrixLink, parseMatrixLink } from '../../../core/links/parseMatrixLink.ts';
import { withoutSpoilers } from '../../../core/text/withoutSpoilers.ts';
import { tellHost } from '../../bridge/host.ts';
import { onForget } from '../../bridge/perAccount.ts';
import { words } from '../../words/words.ts';
import { openNamed } from '../links/links.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { codeOf, colourBlocks, sayCopied } from './code/codeBlocks.ts';
import { directionOf, type Direction } from './direction.ts';
import { linkify } from './linkify.ts';
import { beginning, isLong } from './longText.ts';
import { drawMaths } from './maths/maths.ts';
import { asciiAddress, realAddress } from './realAddress.ts';
import { sanitise } from './sanitise.ts';
import { turnSpoiler } from './spoilers.ts';
import { usePills } from './usePills.ts';
import { textBlocks } from './textBlocks.ts';

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

/** Long texts that were asked for whole: they stay so when their row comes back. */
const shownWhole = new Set<string>();

/** No text of an account stays once it is gone. */
onForget(() => {
  made.clear();
  shownWhole.clear();
});

export const MessageText = memo(function MessageText({ text: written, html }: Props) {
  const text = withoutSpoilers(written, html);
  const [whole, setWhole] = useState(() => shownWhole.has(text));
  if (!whole && isLong(text, html)) {
    return (
      <>
        <Plain text={beginning(text)} />
        <LinkButton
          onClick={() => {
            shownWhole.add(text);
            setWhole(true);
          }}
        >
          {words.timeline.showAll}
        </LinkButton>
      </>
    );
  }
  const safe = html === null ? null : sanitised(html);
  if (safe === null || directionOf(safe) === 'flat') return <Plain text={text} />;
  return <Formatted safe={safe} />;
});

function Formatted({ safe }: { readonly safe: string }) {
  const shown = usePills(safe);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!box.current) return;
    colourBlocks(box.current);
    drawMaths(box.current);
  }, [shown]);
  return (
    <div
      ref={box}
      className={`messageText messageHtml ${looks[directionOf(safe)]}`}
      {...directed(safe)}
      onClick={act}
      onKeyDown={actByKey}
      dangerouslySetInnerHTML={{ __html: shown }}
    />
  );
}

const looks: Record<Direction, string> = { plain: '', mixed: 'messageMixed', flat: 'messageFlat' };
const directed = (text: string): { readonly dir?: 'auto' } => (directionOf(text) === 'mixed' ? { dir: 'auto' } : {});

function Plain({ text }: { readonly text: string }) {
  const blocks = textBlocks(text.trim(), directionOf(text));
  return (
    <div className={`messageText ${looks[directionOf(text)]}`} {...directed(text)} onClick={act}>
      {blocks.length === 1 ? (
        <Linked text={blocks[0] ?? ''} />
      ) : (
        blocks.map((block, index) => (
          <div key={index} className="textBlock">
            <Linked text={block} />
          </div>
        ))
      )}
    </div>
  );
}

function Linked({ text }: { readonly text: string }) {
  return linkify(text).map((piece, index) => (piece.is === 'text' ? piece.text : <Address key={index} url={piece.url} />));
}

function Address({ url }: { readonly url: string }) {
  const real = realAddress(url, url);
  return (
    <>
      <a href={url} rel="noopener noreferrer" target="_blank" title={asciiAddress(url)}>
        {url}
      </a>
      {real !== null && <span className="linkTarget"> ({real})</span>}
    </>
  );
}

/** What a link into Matrix names is shown here. Other links open in the system's browser, never here; spoilers open and close. */
function act(event: MouseEvent | KeyboardEvent): void {
  const target = event.target as Element;
  const link = target.closest('a');
  if (link) {
    event.preventDefault();
    const url = link.getAttribute('href');
    if (url === null) return;
    if (isMatrixLink(url)) void openNamed(parseMatrixLink(url));
    else tellHost('openLink', { url });
    return;
  }
  const copy = target.closest('.codeCopy');
  if (copy) {
    tellHost('copyText', { text: codeOf(copy) });
    sayCopied(copy);
    return;
  }
  const spoiler = target.closest('[data-mx-spoiler]');
  // A selection that ends on it was no click.
  if (spoiler && window.getSelection()?.isCollapsed !== false) turnSpoiler(spoiler);
}

function actByKey(event: KeyboardEvent): void {
  const onSpoiler = (event.target as Element).matches('[data-mx-spoiler]');
  if (onSpoiler && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    act(event);
  }
}
