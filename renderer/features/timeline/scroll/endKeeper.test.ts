import { afterEach, beforeEach, expect, test } from 'vitest';
import { EndKeeper } from './endKeeper.ts';

let frames: FrameRequestCallback[] = [];
const before = globalThis.requestAnimationFrame;

beforeEach(() => {
  frames = [];
  globalThis.requestAnimationFrame = (callback) => frames.push(callback);
});
afterEach(() => {
  globalThis.requestAnimationFrame = before;
});

/** @returns how many callbacks the frame had */
function frame(): number {
  const due = frames.splice(0);
  for (const callback of due) callback(0);
  return due.length;
}

function keeperOf(state: { pins: number; isGrowing: boolean; isWanted: boolean }): EndKeeper {
  return new EndKeeper({ pin: () => (state.pins += 1), isGrowing: () => state.isGrowing, isWanted: () => state.isWanted });
}

test('where nothing grows it pins once and asks for no frame', () => {
  const state = { pins: 0, isGrowing: false, isWanted: true };
  keeperOf(state).keep();
  expect([state.pins, frames.length]).toEqual([1, 0]);
});

test('one loop of frames, however often something grows meanwhile, until nothing does', () => {
  const state = { pins: 0, isGrowing: true, isWanted: true };
  const keeper = keeperOf(state);
  for (let n = 0; n < 5; n += 1) keeper.keep();
  expect(frame()).toBe(1);
  keeper.keep();
  expect(frame()).toBe(1);
  state.isGrowing = false;
  expect(frame()).toBe(1);
  expect([state.pins, frame()]).toEqual([9, 0]);
  state.isGrowing = true;
  keeper.keep();
  expect(frame(), 'it begins again').toBe(1);
});

test('what never comes to rest is given up, and what grows late in the loop has all of its frames', () => {
  const state = { pins: 0, isGrowing: true, isWanted: true };
  const keeper = keeperOf(state);
  keeper.keep();
  for (let n = 0; n < 50; n += 1) frame();
  keeper.keep();
  for (let n = 0; n < 59; n += 1) expect(frame()).toBe(1);
  expect([frame(), frame()]).toEqual([1, 0]);
});

test('who leaves the end is not taken back by what was to be kept before', () => {
  const state = { pins: 0, isGrowing: true, isWanted: true };
  keeperOf(state).keep();
  state.isWanted = false;
  frame();
  expect([state.pins, frame()]).toEqual([1, 0]);
});
