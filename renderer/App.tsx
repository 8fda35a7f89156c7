import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { useEffect, useMemo, type ReactNode } from 'react';
import { never } from '../core/never.ts';
import type { SessionState } from '../core/session/states.ts';
import { Fence } from './ui/fence/Fence.tsx';
import { PlainSignOut } from './features/signOut/PlainSignOut.tsx';
import { SignOutRest, SignOut } from './features/signOut/SignOut.tsx';
import { AccountLocked } from './features/session/AccountLocked.tsx';
import { report, tellHost } from './bridge/host.ts';
import { OutsideContext, type Outside } from './ui/outside.ts';
import { AccountRail } from './features/accounts/AccountRail.tsx';
import { Covered } from './features/session/Covered.tsx';
import { Home } from './features/home/Home.tsx';
import { JumpTo } from './features/jumpTo/JumpTo.tsx';
import { KeychainLocked } from './features/startup/KeychainLocked.tsx';
import { KeychainUnavailable } from './features/startup/KeychainUnavailable.tsx';
import { KeyMissing } from './features/startup/KeyMissing.tsx';
import { KeyUnusable } from './features/startup/KeyUnusable.tsx';
import { NamedDialog } from './features/links/NamedDialog.tsx';
import { NewRecoveryKey } from './features/recoveryKey/NewRecoveryKey.tsx';
import { Recovery } from './features/recovery/Recovery.tsx';
import { expiredDialogOf, isEarly, SessionExpired } from './features/sessionExpired/SessionExpired.tsx';
import { SessionRejected } from './features/session/SessionRejected.tsx';
import { Settings } from './features/settings/Settings.tsx';
import { EraseNotice } from './features/eraseNotice/EraseNotice.tsx';
import { SignIn } from './features/signIn/SignIn.tsx';
import { Starting } from './features/startup/Starting.tsx';
import { StoreCorrupt } from './features/startup/StoreCorrupt.tsx';
import { useAskedLink } from './features/links/askedLink.ts';
import { useAccounts } from './features/accounts/accounts.ts';
import { signInEarly, useLayout } from './layout.ts';
import { useOfferRecovery } from './features/recovery/offerRecovery.ts';
import { SlotContext } from './bridge/perAccount.ts';
import { useSession } from './features/session/session.ts';
import { useSettings } from './settings.ts';

export function App() {
  const several = useAccounts(({ list }) => list.length > 1);
  const outside = useMemo((): Outside => ({ copy: (text) => tellHost('copyText', { text }), report, several }), [several]);
  return (
    <OutsideContext value={outside}>
      <Fence of="app" rest={<PlainSignOut />} wrap={brokenScreen}>
        <Frame several={several} />
      </Fence>
    </OutsideContext>
  );
}

function Frame({ several }: { readonly several: boolean }) {
  const slot = useAccounts(({ onScreen }) => onScreen);
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <div className={several ? 'frame frameWithRail' : 'frame'}>
          <Fence of="rail" again={slot}>
            <AccountRail />
          </Fence>
          <div className="frameBody">
            {/* Another account's screen is another one, down to the last field. */}
            <SlotContext key={slot} value={slot}>
              <Account />
            </SlotContext>
          </div>
        </div>
      </Tooltip.Provider>
    </CSPProvider>
  );
}

const brokenScreen = (line: ReactNode): ReactNode => <main className="unshownPane">{line}</main>;
const brokenDialog = (line: ReactNode): ReactNode => <div className="unshownDialog">{line}</div>;

function Account() {
  const state = useSession((session) => session.state);
  useEffect(() => endEarlySignIn(state), [state]);
  useOfferRecovery(state?.phase);
  useAskedLink(state?.phase);
  useEffect(() => {
    document.documentElement.dataset['session'] = state?.phase ?? 'starting';
  }, [state?.phase]);
  return (
    <>
      <Fence of="screen" again={state?.phase} rest={<SignOutRest />} wrap={brokenScreen}>
        {state ? screenOf(state) : <Starting />}
      </Fence>
      {state && <SessionDialogs state={state} />}
    </>
  );
}

function screenOf(state: SessionState): ReactNode {
  switch (state.phase) {
    case 'starting':
      return <Starting />;
    case 'signedOut':
    case 'signingIn':
      return <SignIn key="signIn" state={state} />;
    case 'opening':
    case 'active':
    case 'expired':
    case 'resuming':
      return <Rooms key="rooms" state={state} />;
    case 'checking':
      return state.origin === 'locked' ? (
        <AccountLocked key="locked" account={state.account} message="" checking />
      ) : (
        <Rooms key="rooms" state={state} />
      );
    case 'signingOut':
      return state.origin === 'locked' ? (
        <AccountLocked key="locked" account={state.account} message="" checking={false} />
      ) : (
        <Rooms key="rooms" state={state} />
      );
    case 'refreshing':
      return state.origin === 'locked' ? (
        <AccountLocked key="locked" account={state.account} message={state.message} checking />
      ) : (
        <Rooms key="rooms" state={state} />
      );
    case 'rejected':
      // Asked once more before anybody is told: a session that the server has just ended softly turns out as such.
      return state.tries === 0 && !state.problem ? <Rooms key="rooms" state={state} /> : <SessionRejected state={state} />;
    case 'locked':
      return <AccountLocked key="locked" account={state.account} message={state.message} checking={false} />;
    case 'erasing':
    case 'erased':
      return <EraseNotice key="erased" state={state} />;
    case 'keychainUnreadable':
      return <KeychainLocked state={state} />;
    case 'keychainUnavailable':
      return <KeychainUnavailable />;
    case 'keyMissing':
      return <KeyMissing state={state} />;
    case 'keyUnusable':
      return <KeyUnusable state={state} />;
    case 'storeCorrupt':
      return <StoreCorrupt state={state} />;
    default:
      return never(state);
  }
}

/** The dialog of an early sign-in goes with what it was for. */
function endEarlySignIn(state: SessionState | null): void {
  const { signingInEarly } = useLayout.getState();
  if (
    signingInEarly !== null &&
    !(state && 'epoch' in state && state.epoch === signingInEarly && (state.phase === 'active' || isEarly(state)))
  )
    signInEarly(null);
}

type WithRooms = Extract<SessionState, { account: unknown; epoch: unknown; expiresAt: unknown }>;

/** C26, I12: this computer may be one whose device was removed so that nobody reads on. */
function coverOf(state: WithRooms): 'unclear' | 'ending' | null {
  if ('unclear' in state && state.unclear) return 'unclear';
  return (state.phase === 'checking' && state.looks > 0) || (state.phase === 'signingOut' && state.origin === 'ending') ? 'ending' : null;
}

/** The rooms, or their cover. They stay mounted from phase to phase, so that scroll position and what is being typed stay too. */
function Rooms({ state }: { readonly state: WithRooms }) {
  const hide = useSettings((settings) => settings.hideWhileSignedOut);
  const putAside = useLayout((layout) => layout.expiredPutAside);
  const asking = useLayout((layout) => layout.dialog === 'signOut');
  const signedOut = (expiredDialogOf(state) !== null && !isEarly(state)) || (state.phase === 'signingOut' && state.origin === 'expired');
  const early = useLayout((layout) => layout.signingInEarly);
  const dialogUp = (expiredDialogOf(state, early) !== null && (!putAside || isEarly(state))) || asking || state.phase === 'signingOut';
  const why = coverOf(state) ?? (signedOut && hide ? 'chosen' : null);
  if (why !== null) return <Covered inert={dialogUp} why={why} />;
  return <Home account={state.account} session={state} inert={dialogUp} />;
}

/** Dialogs over whatever screen there is. */
function SessionDialogs({ state }: { readonly state: SessionState }) {
  const early = useLayout((layout) => layout.signingInEarly);
  const expired = expiredDialogOf(state, early);
  const putAside = useLayout((layout) => layout.expiredPutAside);
  const dialog = useLayout((layout) => layout.dialog);
  const asking = dialog === 'signOut';
  return (
    <>
      {expired && (
        <Fence key={expired.account.slug} of="dialog" again={state} rest={<SignOutRest />} wrap={brokenDialog}>
          <SessionExpired {...expired} open={(!putAside || isEarly(state)) && !asking} />
        </Fence>
      )}
      {'account' in state && (
        <Fence of="dialog" again={state} rest={<PlainSignOut />} wrap={brokenDialog}>
          <SignOut state={state} />
        </Fence>
      )}
      <Fence of="dialog" again={dialog} wrap={brokenDialog}>
        <Settings />
      </Fence>
      <Fence of="dialog" again={dialog} wrap={brokenDialog}>
        <Recovery phase={state.phase} />
      </Fence>
      <Fence of="dialog" again={dialog} wrap={brokenDialog}>
        <NewRecoveryKey state={state} />
      </Fence>
      <Fence of="dialog" again={dialog} wrap={brokenDialog}>
        <JumpTo />
      </Fence>
      <Fence of="dialog" again={dialog} wrap={brokenDialog}>
        <NamedDialog phase={state.phase} />
      </Fence>
    </>
  );
}
