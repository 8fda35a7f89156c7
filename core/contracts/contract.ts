import type { ContractOf, Offer } from '../declare/declare.ts';
import type { Shape } from '../declare/shape.ts';

/** A link is one type: calls answer once, streams go on until they are disposed. One argument object each, structured-clone data. */
export interface Contract {
  readonly calls: { readonly [name: string]: (arg: never) => unknown };
  readonly streams: { readonly [name: string]: (arg: never) => unknown };
}

export type ArgOf<T> = T extends (arg: infer A) => unknown ? A : never;
export type ResultOf<T> = T extends (arg: never) => infer R ? R : never;

/** What the asking end sees. */
export interface Client<C extends Contract> {
  readonly calls: { readonly [K in keyof C['calls']]: (arg: ArgOf<C['calls'][K]>) => Promise<ResultOf<C['calls'][K]>> };
  readonly streams: {
    readonly [K in keyof C['streams']]: (arg: ArgOf<C['streams'][K]>, listener: (value: ResultOf<C['streams'][K]>) => void) => () => void;
  };
  /** Ends the link; calls under way are rejected with what `connect` was given for that. */
  close(): void;
}

/** What the answering end implements; `emit` may be called until the returned disposer was called. */
export interface Handlers<C extends Contract> {
  readonly calls: {
    readonly [K in keyof C['calls']]: (arg: ArgOf<C['calls'][K]>) => ResultOf<C['calls'][K]> | Promise<ResultOf<C['calls'][K]>>;
  };
  readonly streams: {
    readonly [K in keyof C['streams']]: (arg: ArgOf<C['streams'][K]>, emit: (value: ResultOf<C['streams'][K]>) => void) => () => void;
  };
}

/** How the argument of every call and stream of a link is read at its answering end. */
export interface Shapes<C extends Contract> {
  readonly calls: { readonly [K in keyof C['calls']]: Shape<ArgOf<C['calls'][K]>> };
  readonly streams: { readonly [K in keyof C['streams']]: Shape<ArgOf<C['streams'][K]>> };
}

/** What a feature answers of what it offers. */
export type CallsOf<O extends Offer> = Handlers<ContractOf<O>>['calls'];
