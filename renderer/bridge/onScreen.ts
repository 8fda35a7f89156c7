/** The slot of the account that people look at: whose calls, rooms and drafts are meant where none is named. */
let slot = '';

export const onScreen = (): string => slot;

export function setOnScreen(next: string): void {
  slot = next;
}
