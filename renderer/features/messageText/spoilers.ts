import { plainName } from '../../../core/text/plainText.ts';
import { words } from '../../words/words.ts';

/** Room for a few words of why. */
const longestReason = 80;

/**
 * What a sender hides is hidden (CS "Spoiler messages"): the pointer, the keyboard, a search in the page and a screen reader meet a button;
 * its reason stands in front of it.
 */
export function coverSpoilers(box: Element): void {
  for (const spoiler of box.querySelectorAll('[data-mx-spoiler]')) {
    // One within another is hidden with it.
    if (spoiler.parentElement?.closest('[data-mx-spoiler]')) spoiler.removeAttribute('data-mx-spoiler');
    else cover(spoiler);
  }
}

function cover(spoiler: Element): void {
  const reason = plainName(spoiler.getAttribute('data-mx-spoiler'), '', longestReason);
  const inside = document.createElement('span');
  inside.className = 'spoilerInside';
  inside.append(...spoiler.childNodes);
  spoiler.append(inside);
  spoiler.setAttribute('tabindex', '0');
  spoiler.setAttribute('aria-label', words.timeline.spoiler(reason));
  close(spoiler);
  if (reason === '') return;
  const why = document.createElement('span');
  why.className = 'spoilerReason';
  // The button says it.
  why.setAttribute('aria-hidden', 'true');
  why.textContent = reason;
  spoiler.before(why, ' ');
}

/** Opens it, or closes it again. */
export function turnSpoiler(spoiler: Element): void {
  if (spoiler.classList.contains('spoilerOpen')) return close(spoiler);
  spoiler.classList.add('spoilerOpen');
  // No button any more: its words are read, and what they link to can be reached.
  spoiler.setAttribute('role', 'group');
  spoiler.querySelector('.spoilerInside')?.removeAttribute('inert');
}

function close(spoiler: Element): void {
  spoiler.removeAttribute('class');
  spoiler.setAttribute('role', 'button');
  spoiler.querySelector('.spoilerInside')?.setAttribute('inert', '');
}
