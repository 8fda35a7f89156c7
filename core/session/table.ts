import type { Table } from './machine.ts';
import { entering } from './rows/entering.ts';
import { expired } from './rows/expired.ts';
import { leaving } from './rows/leaving.ts';
import { refreshing } from './rows/refreshing.ts';
import { running } from './rows/running.ts';
import { signingIn } from './rows/signingIn.ts';

/** The whole lifecycle: for each phase, what each event does. An event that has no cell means nothing there. */
export const table: Table = { ...entering, ...signingIn, ...running, ...refreshing, ...expired, ...leaving };
