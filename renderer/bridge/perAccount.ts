import { createContext, useContext } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import { onScreen } from './onScreen.ts';

/** Whose screen a component is in. Empty: nobody's yet. */
export const SlotContext = createContext('');

/** For what is called later than it was drawn: by then people may look at another account. */
export const useSlot = (): string => useContext(SlotContext);

/** One store for each account. Without a slot, the one on screen is meant. */
export interface PerAccount<T> {
  /** As a hook: of the account whose screen the component is in. */
  <U>(selector: (state: T) => U): U;
  readonly of: (slot: string) => StoreApi<T>;
  readonly getState: () => T;
  readonly setState: StoreApi<T>['setState'];
}

const drops = new Set<(slot: string) => void>();

export function perAccount<T>(first: () => T): PerAccount<T> {
  const stores = new Map<string, StoreApi<T>>();
  drops.add((slot) => stores.delete(slot));
  function of(slot: string): StoreApi<T> {
    const known = stores.get(slot);
    if (known) return known;
    const store = createStore<T>(first);
    stores.set(slot, store);
    return store;
  }
  const useOwn = <U>(selector: (state: T) => U): U => useStore(of(useSlot()), selector);
  return Object.assign(useOwn, {
    of,
    getState: () => of(onScreen()).getState(),
    setState: ((...args: Parameters<StoreApi<T>['setState']>) => of(onScreen()).setState(...args)) as StoreApi<T>['setState'],
  });
}

/** Of an account that has gone. */
export function dropStores(slot: string): void {
  for (const drop of drops) drop(slot);
}
