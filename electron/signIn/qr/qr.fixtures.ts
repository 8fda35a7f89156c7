import { Curve25519PublicKey, Ecies, QrCodeData } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { EstablishedEcies } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { QrStep } from '../../../core/session/method.ts';
import { askForToken } from '../askForToken.ts';
import type { TokenParts } from '../askForToken.ts';
import { AppLinks } from '../browser/appLinks.ts';
import { BrowserTask } from '../browser/browserTask.ts';
import { authServer } from '../oauth/FakeAuthServer.ts';
import { MetadataCache } from '../oauth/metadataCache.ts';
import { CheckCodeEntry } from './checkCodeEntry.ts';
import { FakeRendezvousServer } from './FakeRendezvousServer.ts';
import { fakeLog } from '../../FakeLog.ts';

export const secrets = {
  type: 'm.login.secrets',
  cross_signing: { master_key: 'master-secret', self_signing_key: 'self-signing-secret', user_signing_key: 'user-signing-secret' },
  backup: { algorithm: 'm.megolm_backup.v1.curve25519-aes-sha2', key: 'backup-secret', backup_version: '3' },
};
/** What the phone begins with. */
export const offer = { type: 'm.login.protocols', protocols: ['device_authorization_grant'], homeserver: 'hs.test' };
export const accepted = { type: 'm.login.protocol_accepted' };
/** Nobody has said yes yet. */
export const pending = { status: 400, json: { error: 'authorization_pending' } };

/** The device that is signed in; the SDK encrypts for it. */
class Phone {
  /** It shows its digits once it has been answered. */
  scanned: Promise<void> = Promise.resolve();
  checkCode = '';
  private seen = '';
  private path = '';
  private channel: EstablishedEcies | undefined;
  private readonly server: FakeRendezvousServer;

  constructor(server: FakeRendezvousServer) {
    this.server = server;
  }

  scan(payload: string): Promise<void> {
    this.scanned = this.begin(payload);
    return this.scanned;
  }

  private async begin(payload: string): Promise<void> {
    const code = QrCodeData.fromBase64(payload);
    this.path = new URL(code.rendezvousUrl!).pathname;
    const { channel, initial_message: first } = new Ecies().establish_outbound_channel(
      new Curve25519PublicKey(code.publicKey.toBase64()),
      'MATRIX_QR_CODE_LOGIN_INITIATE',
    );
    this.channel = channel;
    this.checkCode = String(channel.check_code().to_digit()).padStart(2, '0');
    this.leave(first);
    const answer = channel.decrypt(await this.next());
    if (answer !== 'MATRIX_QR_CODE_LOGIN_OK') throw new Error(`the app answered ${answer}`);
  }

  say(message: object): void {
    this.leave(this.channel!.encrypt(JSON.stringify(message)));
  }

  async hear(): Promise<Record<string, unknown>> {
    return JSON.parse(this.channel!.decrypt(await this.next()));
  }

  private leave(text: string): void {
    this.seen = text;
    this.server.write(this.path, text);
  }

  private async next(): Promise<string> {
    this.seen = await this.server.read(this.path, this.seen);
    return this.seen;
  }
}

/** What people and the phone do at each step, instead of what they do of themselves. */
type Doing = Partial<Record<QrStep['is'], () => Promise<unknown>>>;

/** Time that passes while it is waited for. A second is one turn, so that what waits beside it has its turns, too. */
function passingTime(): Pick<TokenParts, 'monotonic' | 'pause'> {
  let now = 0;
  return {
    monotonic: () => now,
    pause: async (ms, signal) => {
      for (let left = ms; left > 0 && !signal.aborted; left -= 1_000) {
        now += Math.min(left, 1_000);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

/** The app that shows the code, its servers, and a phone. */
export function qrWorld() {
  const auth = authServer();
  const server = new FakeRendezvousServer(auth.http);
  const phone = new Phone(server);
  const log = fakeLog();
  const checkCode = new CheckCodeEntry();
  const steps: QrStep[] = [];
  const abort = new AbortController();
  const parts: TokenParts = {
    http: auth.http,
    log,
    links: new AppLinks(),
    metadata: new MetadataCache(auth.http, () => 0),
    browserTask: new BrowserTask({ open: async () => undefined, leave: () => undefined }),
    checkCode,
    ...passingTime(),
  };
  const signIn = async (then: Doing = {}) => {
    const doing: Promise<unknown>[] = [];
    const token = askForToken(parts, {
      ...{
        baseUrl: 'https://hs.test',
        serverName: 'hs.test',
        method: { is: 'qr' },
        again: null,
        user: '',
        password: null,
        deviceName: null,
      },
      signal: abort.signal,
      onBrowser: () => undefined,
      beforeIssue: async () => undefined,
      onQr: (step) => {
        steps.push(step);
        doing.push(...done(step, then, { phone, checkCode }));
      },
    });
    const ended = await token.then(
      (given) => ({ given, error: null }),
      (cause: { error?: unknown }) => ({ given: null, error: cause.error ?? cause }),
    );
    await Promise.all(doing);
    return ended;
  };
  return { auth, server, phone, log, parts, steps, checkCode, abort, signIn };
}

/** What comes of a step, one after the other. */
function done(step: QrStep, then: Doing, { phone, checkCode }: { phone: Phone; checkCode: CheckCodeEntry }): readonly Promise<unknown>[] {
  const own = then[step.is];
  if (own) return [step.is === 'scan' ? own() : phone.scanned.then(own)];
  if (step.is === 'scan') return [phone.scan(step.payload)];
  if (step.is === 'checkCode') return [phone.scanned.then(() => checkCode.enter(phone.checkCode))];
  return [];
}
