import { createContext, useContext } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import { onScreen } from './onScreen.ts';

/** Whose screen a component is in. Empty: no account's yet. */
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

/** Whatever holds something of single accounts is in here: nobody lists by hand what has to be forgotten. */
interface Holder {
  readonly forget: (slot: string) => void;
  readonly drop: (slot: string) => void;
}

const holders = new Set<Holder>();
const nothing = (): void => undefined;

interface Keeping {
  /** What main says of the account, or the way to its engine: it stays while the account's data goes. */
  readonly outlives?: boolean;
}

export function perAccount<T>(first: () => T, { outlives = false }: Keeping = {}): PerAccount<T> {
  const stores = new Map<string, StoreApi<T>>();
  holders.add({ forget: outlives ? nothing : (slot) => stores.get(slot)?.setState(first(), true), drop: (slot) => stores.delete(slot) });
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

export interface EachAccount<T> {
  readonly of: (slot: string) => T;
  readonly entries: () => readonly (readonly [string, T])[];
}

/** What an account has beside its stores: made when it is first asked for, and ended when it is forgotten. */
export function eachAccount<T>(make: () => T, end: (own: T) => void, { outlives = false }: Keeping = {}): EachAccount<T> {
  const owned = new Map<string, T>();
  function drop(slot: string): void {
    const own = owned.get(slot);
    if (own === undefined) return;
    owned.delete(slot);
    end(own);
  }
  holders.add({ forget: outlives ? nothing : drop, drop });
  return {
    of(slot) {
      const own = owned.get(slot) ?? make();
      owned.set(slot, own);
      return own;
    },
    entries: () => [...owned],
  };
}

/** For what cannot tell whose it is: it goes with any account. */
export function onForget(forget: () => void): void {
  holders.add({ forget, drop: forget });
}

/** Drops everything of the account from the page's memory: once its data is being destroyed, nothing of it may be shown again. */
export function forgetAccount(slot: string): void {
  for (const holder of holders) holder.forget(slot);
}

/** The account itself has gone. */
export function dropAccount(slot: string): void {
  for (const holder of holders) holder.drop(slot);
}
