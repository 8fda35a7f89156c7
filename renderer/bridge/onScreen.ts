import { create } from 'zustand';

/** The slot of the account that people look at: whose calls, rooms and drafts are meant where none is named. */
export const useOnScreen = create<{ readonly slot: string }>(() => ({ slot: '' }));

export const onScreen = (): string => useOnScreen.getState().slot;

export const setOnScreen = (slot: string): void => useOnScreen.setState({ slot });
