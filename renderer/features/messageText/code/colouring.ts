import type { CodePiece } from './codePiece.ts';

/** Of a busy computer: real code of the greatest length takes 20 ms. */
const longestMs = 1_500;
/** The thread has a few megabytes; code comes in bursts. */
const idleMs = 20_000;
const atMost = 60;

export type Pieces = readonly CodePiece[] | null;

/** What the page needs of a thread. */
export interface Thread {
  postMessage(job: { readonly text: string; readonly language: string }): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Pieces>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Job {
  readonly key: string;
  readonly text: string;
  readonly language: string;
  readonly done: ((pieces: Pieces) => void)[];
}

/** Colours code beside the page, one text after the other; one that takes too long is left as it is, and its thread ended. */
export class Colouring {
  /** Least used first. */
  private readonly known = new Map<string, Pieces>();
  private readonly waiting: Job[] = [];
  private running: Job | null = null;
  private thread: Thread | null = null;
  private timer = 0;
  private readonly begin: () => Thread;

  constructor(begin: () => Thread) {
    this.begin = begin;
  }

  /** What is known already; undefined: it has to be asked for. */
  get(text: string, language: string): Pieces | undefined {
    const key = keyOf(text, language);
    const pieces = this.known.get(key);
    if (pieces === undefined) return undefined;
    this.known.delete(key);
    this.known.set(key, pieces);
    return pieces;
  }

  ask(text: string, language: string, done: (pieces: Pieces) => void): void {
    const key = keyOf(text, language);
    const asked = [this.running, ...this.waiting].find((job) => job?.key === key);
    if (asked) asked.done.push(done);
    else this.waiting.push({ key, text, language, done: [done] });
    this.next();
  }

  /** Nothing of anybody's code stays. */
  forget(): void {
    this.known.clear();
    this.waiting.length = 0;
    this.running = null;
    this.endThread();
  }

  private next(): void {
    if (this.running) return;
    window.clearTimeout(this.timer);
    const job = this.waiting.shift();
    if (!job) {
      this.timer = window.setTimeout(() => this.endThread(), idleMs);
      return;
    }
    this.running = job;
    this.thread ??= this.begin();
    this.thread.onmessage = ({ data }) => this.settle(job, data);
    this.thread.onerror = () => this.giveUp(job);
    this.timer = window.setTimeout(() => this.giveUp(job), longestMs);
    this.thread.postMessage({ text: job.text, language: job.language });
  }

  private giveUp(job: Job): void {
    this.endThread();
    this.settle(job, null);
  }

  private settle(job: Job, pieces: Pieces): void {
    if (this.running !== job) return;
    this.running = null;
    this.known.set(job.key, pieces);
    const [oldest] = this.known.keys();
    if (this.known.size > atMost && oldest !== undefined) this.known.delete(oldest);
    for (const done of job.done) done(pieces);
    this.next();
  }

  private endThread(): void {
    window.clearTimeout(this.timer);
    this.thread?.terminate();
    this.thread = null;
  }
}

const keyOf = (text: string, language: string): string => `${language}\n${text}`;
