// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { PersonScrolls } from './personScrolls.ts';

let scroller: HTMLElement;
let person: PersonScrolls;
let offset = 500;

beforeEach(() => {
  offset = 500;
  scroller = document.createElement('div');
  Object.defineProperties(scroller, { scrollTop: { get: () => offset }, clientWidth: { value: 300 } });
  document.body.replaceChildren(scroller);
  person = new PersonScrolls();
  person.watch(scroller);
});

function pointer(type: string, { offsetX = 10, ...more }: MouseEventInit & { offsetX?: number }): MouseEvent {
  const event = new MouseEvent(type, { bubbles: true, ...more });
  Object.defineProperty(event, 'offsetX', { value: offsetX });
  return event;
}

const hands: readonly (readonly [string, () => Event])[] = [
  ['a wheel', () => new WheelEvent('wheel', { deltaY: -1 })],
  ['a finger', () => new Event('touchmove')],
  ['an arrow key', () => new KeyboardEvent('keydown', { key: 'ArrowUp' })],
  ['a page key', () => new KeyboardEvent('keydown', { key: 'PageUp' })],
  ['the home key', () => new KeyboardEvent('keydown', { key: 'Home' })],
  ['the space bar, upwards', () => new KeyboardEvent('keydown', { key: ' ', shiftKey: true })],
  ['the scroll bar', () => pointer('pointerdown', { offsetX: 305 })],
  ['the middle button', () => pointer('pointerdown', { button: 1 })],
];

const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
const release = (): unknown => window.dispatchEvent(new Event('pointerup'));
const rest = (): unknown => scroller.dispatchEvent(new Event('scrollend'));

test.each(hands)('%s scrolls up until the scroller has come to rest, and the last offset of that has been told of', async (_, hand) => {
  scroller.dispatchEvent(hand());
  release();
  offset = 300;
  await frame();
  rest();
  expect(person.isUpwards).toBe(true);
  await frame();
  expect(person.isUpwards).toBe(false);
});

test('what was on its way before and comes to rest now does not end what a hand has just begun; the next that does, does', async () => {
  scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }));
  offset = 520;
  rest();
  await frame();
  expect(person.isUpwards).toBe(true);
  rest();
  await frame();
  expect(person.isUpwards, 'nothing came of the wheel').toBe(false);
});

test('a hand that goes on is not ended by the rest of what it did before', async () => {
  scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }));
  offset = 400;
  rest();
  scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }));
  await frame();
  expect(person.isUpwards).toBe(true);
});

test('words that are being marked scroll for as long as the button is down', () => {
  scroller.dispatchEvent(pointer('pointermove', { buttons: 1 }));
  expect(person.isUpwards).toBe(true);
  release();
  expect(person.isUpwards).toBe(false);
});

const others: readonly (readonly [string, () => Event])[] = [
  ['a wheel downwards', () => new WheelEvent('wheel', { deltaY: 1 })],
  ['a wheel that zooms', () => new WheelEvent('wheel', { deltaY: -1, ctrlKey: true })],
  ['a key that goes down', () => new KeyboardEvent('keydown', { key: 'PageDown' })],
  ['a click on a message', () => pointer('pointerdown', {})],
  ['a pointer that passes', () => pointer('pointermove', {})],
  ['scrolling by itself', () => new Event('scroll')],
];

test.each(others)('%s is nobody who scrolls up, however long nothing has happened', (_, other) => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(3_600_000);
  scroller.dispatchEvent(other());
  expect(person.isUpwards).toBe(false);
  clock.mockRestore();
});

test('a hand at the top of a room begins nothing that would never end', () => {
  offset = 0;
  for (const [, hand] of hands) scroller.dispatchEvent(hand());
  release();
  expect(person.isUpwards).toBe(false);
});

test('who holds the scroll bar is scrolling, also where something else has come to rest meanwhile', async () => {
  scroller.dispatchEvent(pointer('pointerdown', { offsetX: 305 }));
  for (let n = 0; n < 3; n += 1) rest();
  await frame();
  expect(person.isUpwards).toBe(true);
});

test('a click on the scroll bar that sets nothing going is over some frames later; one that does goes on until it rests', async () => {
  for (const moved of [0, -20]) {
    offset = 500;
    scroller.dispatchEvent(pointer('pointerdown', { offsetX: 305 }));
    release();
    await frame();
    expect(person.isUpwards).toBe(true);
    offset = 500 + moved;
    for (let n = 0; n < 4; n += 1) await frame();
    expect(person.isUpwards).toBe(moved < 0);
  }
  rest();
  await frame();
  expect(person.isUpwards).toBe(false);
});

test('the focus has scrolled by the next frame, or not at all; a hand that brings it goes on longer', async () => {
  scroller.dispatchEvent(new Event('focusin'));
  expect(person.isUpwards).toBe(true);
  await frame();
  expect(person.isUpwards).toBe(false);
  scroller.dispatchEvent(pointer('pointerdown', { offsetX: 305 }));
  scroller.dispatchEvent(new Event('focusin'));
  release();
  await frame();
  expect(person.isUpwards, 'the track goes on rolling').toBe(true);
});

test('nobody listens any more once it is disposed of', () => {
  const other = new PersonScrolls();
  other.watch(scroller)();
  scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }));
  expect([other.isUpwards, person.isUpwards]).toEqual([false, true]);
});
