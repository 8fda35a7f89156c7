import { intruders } from '../intruders.ts';
import type { Drawn } from './given.ts';
import type { LongTasks } from './longTasks.ts';

const fault = '.brokenRow, .unshownPane, .unshownDialog';
/** Where what strangers send is shown; the composer's own field is none of theirs. */
const foreign = '.rooms, .roomHeader, .timeline, main > .emptyPane';
/** More screens than a room of these can have. */
const maxSteps = 400;

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
const task = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Opens a room by its row and scrolls through it, end to top, a window at a time. */
export async function walkRoom(roomId: string, sought: readonly string[], tasks: LongTasks): Promise<Drawn> {
  const from = performance.now();
  const row = [...document.querySelectorAll<HTMLElement>('[data-room]')].find(({ dataset }) => dataset['room'] === roomId);
  if (!row) throw new Error(`${roomId} is not in the list`);
  row.click();
  const scroller = await placed();
  const belowEnd = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
  const found = new Set<string>();
  const strangers = new Set<string>();
  let broken = 0;
  for (let step = 0; ; step += 1) {
    if (step > maxSteps) throw new Error(`${roomId} has no top`);
    await frame();
    const text = scroller.textContent;
    for (const words of sought) if (text.includes(words)) found.add(words);
    for (const pane of document.querySelectorAll(foreign)) for (const stranger of intruders(pane)) strangers.add(stranger);
    broken += document.querySelectorAll(fault).length;
    if (scroller.scrollTop <= 0) break;
    // As a person does it; without a wheel it might be rows that are being measured.
    scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }));
    scroller.scrollTop -= scroller.clientHeight * 0.8;
  }
  const to = performance.now();
  // A long task is told of once it is over.
  await frame();
  await task();
  const invited = scroller.matches('.emptyPane');
  return {
    roomId,
    found: invited ? sought : [...found],
    intruders: [...strangers],
    broken,
    belowEnd: invited ? 0 : belowEnd,
    longestMs: tasks.longestIn(from, to),
  };
}

/** The room's rows, once they stand still; or its invitation. */
async function placed(): Promise<HTMLElement> {
  let before = '';
  let alike = 0;
  for (let frames = 0; frames < 600; frames += 1) {
    await frame();
    // An invitation shows no messages.
    const scroller = document.querySelector<HTMLElement>('.timelineScroll:not(.timelinePlacing), main > .emptyPane');
    if (!scroller) continue;
    const now = `${scroller.scrollTop} ${scroller.scrollHeight}`;
    alike = now === before ? alike + 1 : 0;
    before = now;
    // At rest the virtualiser draws rows on both sides of what is seen; while it scrolls, only where that goes to.
    if (alike >= 3 && scroller.querySelector(':scope > [style*="pointer-events"]') === null) return scroller;
  }
  throw new Error(`nothing came, or it never stood still: ${before} ${document.body.textContent.slice(0, 300)}`);
}
