import { Failure } from '../../../core/errors.ts';
import type { QrReason } from '../../../core/errors.ts';
import type { Channel, ChannelKey } from './ecies.ts';
import { readMessage } from './messages.ts';
import type { OurMessage, PhoneMessage } from './messages.ts';
import type { Rendezvous } from './rendezvous.ts';

const hello = 'MATRIX_QR_CODE_LOGIN_INITIATE';
const helloBack = 'MATRIX_QR_CODE_LOGIN_OK';

/** Messages to and from the device that scanned. Until people have compared the digits, nobody knows which device that is. */
export class SecureChannel {
  private readonly rendezvous: Rendezvous;
  private readonly channel: Channel;

  private constructor(rendezvous: Rendezvous, channel: Channel) {
    this.rendezvous = rendezvous;
    this.channel = channel;
  }

  /** Waits until a device has scanned the code that shows `key`. */
  static async establish(rendezvous: Rendezvous, key: ChannelKey, signal: AbortSignal, limitMs: number): Promise<SecureChannel> {
    const accepted = key.accept(await rendezvous.receive(signal, limitMs));
    if (accepted?.plain !== hello) throw failed('insecure');
    await rendezvous.send(accepted.channel.encrypt(helloBack), signal);
    return new SecureChannel(rendezvous, accepted.channel);
  }

  get checkCode(): string {
    return this.channel.checkCode;
  }

  async send(message: OurMessage, signal: AbortSignal): Promise<void> {
    await this.rendezvous.send(this.channel.encrypt(JSON.stringify(message)), signal);
  }

  async receive(signal: AbortSignal, limitMs?: number): Promise<PhoneMessage> {
    const plain = this.channel.decrypt(await this.rendezvous.receive(signal, limitMs));
    if (plain === null) throw failed('insecure');
    const message = readMessage(plain);
    if (message === null) throw failed('unexpected');
    return message;
  }
}

const failed = (reason: QrReason): Failure => new Failure({ code: 'qrFailed', reason });
