import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { memo, useEffect, useMemo, type ReactNode } from 'react';
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
import { EditHistory } from './features/editHistory/EditHistory.tsx';
import { Forward } from './features/forwarding/Forward.tsx';
import { FindRoom } from './features/begin/FindRoom.tsx';
import { NewChat } from './features/begin/NewChat.tsx';
import { NewRoom } from './features/begin/NewRoom.tsx';
import { Home } from './features/home/Home.tsx';
import { JumpTo } from './features/jumpTo/JumpTo.tsx';
import { InvitePeople } from './features/membership/InvitePeople.tsx';
import { LeaveRoom } from './features/membership/LeaveRoom.tsx';
import { NoKey } from './features/startup/NoKey.tsx';
import { NoKeychain } from './features/startup/NoKeychain.tsx';
import { NamedDialog } from './features/links/NamedDialog.tsx';
import { NewRecoveryKey } from './features/recoveryKey/NewRecoveryKey.tsx';
import { NewPoll } from './features/polls/NewPoll.tsx';
import { Recovery } from './features/recovery/Recovery.tsx';
import { SessionExpired } from './features/sessionExpired/SessionExpired.tsx';
import { SessionRejected } from './features/session/SessionRejected.tsx';
import { Settings } from './features/settings/Settings.tsx';
import { EraseNotice } from './features/session/EraseNotice.tsx';
import { SignIn } from './features/signIn/SignIn.tsx';
import { Starting } from './features/startup/Starting.tsx';
import { StoreCorrupt } from './features/startup/StoreCorrupt.tsx';
import { useAskedLink } from './features/links/askedLink.ts';
import { useAccounts } from './features/accounts/accounts.ts';
import { useLayout } from './layout.ts';
import { pageOf, type Page, type Screen } from './page.ts';
import { useOfferRecovery } from './features/recovery/offerRecovery.ts';
import { useOnScreen } from './bridge/onScreen.ts';
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
  const slot = useOnScreen((onScreen) => onScreen.slot);
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
              <AccountOnScreen />
            </SlotContext>
          </div>
        </div>
      </Tooltip.Provider>
    </CSPProvider>
  );
}

const brokenScreen = (line: ReactNode): ReactNode => <main className="unshownPane">{line}</main>;
const brokenDialog = (line: ReactNode): ReactNode => <div className="unshownDialog">{line}</div>;

function AccountOnScreen() {
  const state = useSession((session) => session.state);
  const dialog = useLayout((layout) => layout.dialog);
  const expiredPutAside = useLayout((layout) => layout.expiredPutAside);
  const signingInEarly = useLayout((layout) => layout.signingInEarly);
  const hideWhileSignedOut = useSettings((settings) => settings.hideWhileSignedOut);
  const page = pageOf(state, { dialog, expiredPutAside, signingInEarly, hideWhileSignedOut });
  useOfferRecovery(state?.phase);
  useAskedLink(state?.phase);
  useEffect(() => {
    document.documentElement.dataset['session'] = state?.phase ?? 'starting';
  }, [state?.phase]);
  return (
    <>
      <Fence of="screen" again={state?.phase} rest={<SignOutRest />} wrap={brokenScreen}>
        {drawn(page.screen, page.inert)}
      </Fence>
      {state && <Dialogs state={state} page={page} />}
    </>
  );
}

/** Drawn anew only where something of it changes: a dialog that opens does not wait for the rooms. */
const StillHome = memo(Home);

/** The rooms stay mounted from phase to phase, so that scroll position and what is being typed stay too. */
function drawn(screen: Screen, inert: boolean): ReactNode {
  switch (screen.is) {
    case 'starting':
      return <Starting />;
    case 'signIn':
      return <SignIn key="signIn" state={screen.state} />;
    case 'rooms':
      return <StillHome key="rooms" account={screen.state.account} session={screen.state} inert={inert} />;
    case 'covered':
      return <Covered key="covered" inert={inert} why={screen.why} />;
    case 'locked':
      return <AccountLocked key="locked" account={screen.account} message={screen.message} checking={screen.checking} />;
    case 'rejected':
      return <SessionRejected state={screen.state} />;
    case 'eraseNotice':
      return <EraseNotice key="erased" state={screen.state} />;
    case 'noKeychain':
      return <NoKeychain state={screen.state} />;
    case 'noKey':
      return <NoKey state={screen.state} />;
    case 'storeCorrupt':
      return <StoreCorrupt state={screen.state} />;
    default:
      return never(screen);
  }
}

/** Dialogs over whatever screen there is. */
function Dialogs({ state, page: { signInAgain, signOutOpen, dialog } }: { readonly state: SessionState; readonly page: Page }) {
  return (
    <>
      {signInAgain && (
        <Fence key={signInAgain.account.slug} of="dialog" again={state} rest={<SignOutRest />} wrap={brokenDialog}>
          <SessionExpired {...signInAgain} />
        </Fence>
      )}
      {'account' in state && (
        <Fence of="dialog" again={state} rest={<PlainSignOut />} wrap={brokenDialog}>
          <SignOut state={state} open={signOutOpen} />
        </Fence>
      )}
      <Fence of="dialog" again={dialog} wrap={brokenDialog}>
        <Settings open={dialog === 'settings'} under={signInAgain?.open === true} />
      </Fence>
      <Fence of="dialog" again={dialog} wrap={brokenDialog}>
        <Recovery open={dialog === 'recovery'} />
      </Fence>
      <Fence of="dialog" again={dialog} wrap={brokenDialog}>
        <NewRecoveryKey state={state} open={dialog === 'newRecoveryKey'} />
      </Fence>
      <Fence of="dialog" again={dialog} wrap={brokenDialog}>
        <JumpTo open={dialog === 'jump'} />
      </Fence>
      <Fence of="dialog" again={dialog} wrap={brokenDialog}>
        <NamedDialog open={dialog === 'named'} />
      </Fence>
      <RoomDialogs dialog={dialog} />
    </>
  );
}

/** Coming into rooms, and out of them. */
function RoomDialogs({ dialog }: Pick<Page, 'dialog'>) {
  return (
    <Fence of="dialog" again={dialog} wrap={brokenDialog}>
      <NewChat open={dialog === 'newChat'} />
      <NewRoom open={dialog === 'newRoom'} />
      <FindRoom open={dialog === 'findRoom'} />
      <InvitePeople open={dialog === 'invitePeople'} />
      <LeaveRoom open={dialog === 'leaveRoom'} />
      <NewPoll open={dialog === 'newPoll'} />
      <Forward />
      <EditHistory />
    </Fence>
  );
}
