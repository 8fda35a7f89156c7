import { createContext } from 'react';

/** What is drawn with here can do nothing by itself: whoever draws with it gives it the way out. */
export interface Outside {
  /** Puts text into the clipboard. */
  readonly copy: (text: string) => void;
  /** Goes into the log; never with what somebody wrote. */
  readonly report: (what: string, cause: unknown) => void;
  /** There are other accounts beside the one on screen: no dialog may keep people from them. */
  readonly several: boolean;
}

const nothing = (): void => undefined;

export const OutsideContext = createContext<Outside>({ copy: nothing, report: nothing, several: false });
