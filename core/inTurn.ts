/** One piece of work at a time, each begun when the one before has ended, well or not. */
export class InTurn {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves once nothing of what has been asked for so far is under way. */
  async settled(): Promise<void> {
    await this.last;
  }
}
