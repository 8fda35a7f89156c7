import type { EraseReason, StateOf } from '../../../core/session/states.ts';
import { fixture, offline, progress, signedIn, since, type Fixture, type Fixtures } from '../../fixtures/fixture.ts';

const at = Date.now();
const erased = (sees: string, reason: EraseReason, keys: 'done' | 'retrying' = 'done'): Fixture =>
  fixture(sees, { session: { phase: 'erased', attempt: 1, reason, at, progress: progress(keys, 'done', 'done', 'done') } });
const locked: StateOf<'locked'> = {
  phase: 'locked',
  ...signedIn,
  since: null,
  message: 'This account has been locked. Write to support@example.org.',
};
const contacts = [
  { isSecurity: false, userId: '@desk:example.org', email: 'desk@example.org' },
  { isSecurity: true, userId: null, email: 'security@example.org' },
];

/** The screens of a session that has been locked, rejected or ended. */
export const sessionFixtures: Fixtures = {
  locked: fixture('Your account is locked', { session: locked }),
  lockedSupport: fixture('security@example.org', { session: locked, answers: { support: { contacts, page: 'https://example.org/help' } } }),
  lockedChecking: fixture('Asking the server…', {
    session: {
      phase: 'checking',
      ...signedIn,
      origin: 'locked',
      problem: null,
      tries: 0,
      since,
      hards: 0,
      doubted: false,
      unclear: false,
      looks: 0,
    },
  }),
  rejected: fixture('Your server rejects this session', { session: { phase: 'rejected', ...signedIn, problem: null, tries: 1 } }),
  rejectedOffline: fixture('The server cannot be reached.', { session: { phase: 'rejected', ...signedIn, problem: offline, tries: 4 } }),
  endingElsewhere: fixture('This session has been ended in your account.', {
    session: {
      phase: 'checking',
      ...signedIn,
      origin: 'active',
      problem: null,
      tries: 0,
      since,
      hards: 0,
      doubted: false,
      unclear: false,
      looks: 15,
    },
  }),
  erasing: fixture('is being destroyed', {
    session: {
      phase: 'erasing',
      attempt: 1,
      reason: 'signedOutElsewhere',
      at,
      progress: progress('done', 'running', 'waiting', 'waiting'),
    },
  }),
  erased: erased('Your server ended this session', 'signedOutElsewhere'),
  erasedReplaced: erased('its place was taken', 'deviceReplaced'),
  erasedHere: erased('trying again', 'signedOutHere', 'retrying'),
  erasedStartedOver: erased('Latchkey has started over', 'startedOver'),
};
