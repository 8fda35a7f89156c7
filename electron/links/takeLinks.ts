import { app } from 'electron';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { appLinkIn, appSchemes } from '../signIn/browser/appLinks.ts';
import type { AppLinks } from '../signIn/browser/appLinks.ts';
import type { AskedLinkHolder } from './askedLink.ts';

/** What a second start says about itself; the version of the program may be another. */
const secondStartShape = z.object({ hidden: z.boolean() });

export interface LinkTakers {
  /** Those that name something in Matrix. */
  readonly asked: AskedLinkHolder;
  /** Those that a sign-in waits for. */
  readonly links: AppLinks;
  readonly log: Log;
}

/**
 * Links that the system hands over: with this start, with a later one, which shows this one's window (J9), or by macOS. Listens at once: a
 * second start may come before there is a window. Of an argument list the first link counts; nothing behind it is looked at. Returns
 * whether somebody has asked for the window since.
 */
export function takeLinks({ links, asked, log }: LinkTakers, startedWith: string | null, show: () => void): () => boolean {
  const take = (link: string): void => {
    if (!asked.ask(link) && !links.take(link)) log.write('warn', 'a link that nobody waits for was refused');
  };
  let isAskedFor = startedWith !== null;
  const come = (): void => {
    isAskedFor = true;
    show();
  };
  if (startedWith !== null) take(startedWith);
  app.on('second-instance', (_event, args, _folder, how) => {
    // The computer's sign-in may start what runs already.
    if (secondStartShape.safeParse(how).data?.hidden) return;
    come();
    const link = appLinkIn(args);
    if (link !== null) take(link);
  });
  app.on('activate', come);
  app.on('open-url', (event, link) => {
    event.preventDefault();
    come();
    take(link);
  });
  return () => isAskedFor;
}

/** Whose the scheme `matrix:` is, people decide: it is not taken from another program. */
export function claimOwnSchemes(): void {
  for (const scheme of appSchemes) app.setAsDefaultProtocolClient(scheme);
}
