import type { Stage } from './stage.ts';

/** What the terminal can do to you; each answers what happened, in words. */
export interface Actions {
  expireSession(): Promise<string>;
  removeDevice(): Promise<string>;
  lockOrUnlock(): Promise<string>;
  stopOrStartServer(): Promise<string>;
  readonly isLocked: () => boolean;
  readonly isStopped: () => boolean;
}

export function actionsOn({ homeserver, you, friend, room }: Stage): Actions {
  let locked = false;
  let stopped = false;

  async function device(): Promise<string | undefined> {
    return (await homeserver.listDevices(you.userId))[0];
  }

  /** A waiting sync would hear of it only half a minute later; a message ends its wait. */
  async function nudge(text: string): Promise<void> {
    await friend.send(room.id, text);
  }

  return {
    isLocked: () => locked,
    isStopped: () => stopped,
    async expireSession() {
      if (stopped) return 'The server is stopped: start it first.';
      const deviceId = await device();
      if (deviceId === undefined) return 'You are not signed in yet.';
      await homeserver.expireTokens({ userId: you.userId, deviceId });
      await nudge('The server has just let your session expire. Nothing of yours is lost.');
      return 'Your access token has expired (401 M_UNKNOWN_TOKEN, soft_logout: true). Sign in again with the same password.';
    },
    async removeDevice() {
      if (stopped) return 'The server is stopped: start it first.';
      const deviceId = await device();
      if (deviceId === undefined) return 'You are not signed in yet.';
      await homeserver.deleteDevice(you.userId, deviceId);
      return 'Your device is gone from the server (401 M_UNKNOWN_TOKEN, soft_logout: false). Its data on this computer goes, too.';
    },
    async lockOrUnlock() {
      if (stopped) return 'The server is stopped: start it first.';
      await homeserver[locked ? 'unlock' : 'lock'](you.userId);
      locked = !locked;
      await nudge(locked ? 'Your account has just been locked.' : 'Your account is open again.');
      return locked ? 'Your account is locked (401 M_USER_LOCKED).' : 'Your account is unlocked.';
    },
    async stopOrStartServer() {
      await homeserver[stopped ? 'start' : 'stop']();
      stopped = !stopped;
      return stopped ? 'The server is stopped.' : 'The server runs again.';
    },
  };
}
