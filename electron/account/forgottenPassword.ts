import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '../../core/errors.ts';
import type { Http, HttpAnswer } from '../http/http.ts';
import { isEmptyObject } from '../http/success.ts';
import { errorOfAnswer } from '../http/toError.ts';
import { challengeOf } from './interactiveAuth.ts';

export interface ForgottenPasswordParts {
  readonly http: Http;
  readonly homeserver: () => string;
  /** It stands for the e-mail's answer, so it is a secret. */
  readonly conceal: (secret: string) => void;
}

interface Mail {
  readonly address: string;
  readonly clientSecret: string;
  readonly sid: string;
  readonly attempt: number;
}

const sentShape = z.object({ sid: z.string().min(1) });

/**
 * A new password by e-mail, for who is signed out softly and has forgotten theirs (C24). No token is sent, and the devices stay:
 * servers would otherwise delete the one whose keys are to be kept.
 */
export class ForgottenPassword {
  private readonly parts: ForgottenPasswordParts;
  private mail: Mail | null = null;

  constructor(parts: ForgottenPasswordParts) {
    this.parts = parts;
  }

  /** Asking again for the same address sends a second e-mail of the same question. */
  async ask(address: string): Promise<void> {
    const before = this.mail?.address === address ? this.mail : null;
    const clientSecret = before?.clientSecret ?? randomBytes(24).toString('base64url');
    this.parts.conceal(clientSecret);
    const attempt = (before?.attempt ?? 0) + 1;
    const answer = await this.post('/account/password/email/requestToken', {
      client_secret: clientSecret,
      email: address,
      send_attempt: attempt,
    });
    const read = sentShape.safeParse(answer.json);
    if (answer.status !== 200 || !read.success) throw new Failure(errorOfAnswer(answer));
    this.mail = { address, clientSecret, sid: read.data.sid, attempt };
  }

  /** False: the e-mail's link has not been opened yet. */
  async set(newPassword: string): Promise<boolean> {
    if (!this.mail) throw new Failure({ code: 'cancelled' });
    const { clientSecret, sid } = this.mail;
    const body = { new_password: newPassword, logout_devices: false };
    const begun = await this.post('/account/password', body);
    if (begun.status === 200 && isEmptyObject(begun.json)) return this.end();
    const challenge = challengeOf(begun);
    if (!challenge) throw new Failure(errorOfAnswer(begun));
    const proof = { sid, client_secret: clientSecret };
    const answer = await this.post('/account/password', {
      ...body,
      auth: {
        type: 'm.login.email.identity',
        threepid_creds: proof,
        // The name that it had before the specification gave it one; some servers know only that.
        threepidCreds: proof,
        ...(challenge.session !== null && { session: challenge.session }),
      },
    });
    if (answer.status === 200 && isEmptyObject(answer.json)) return this.end();
    if (answer.status === 401) return false;
    throw new Failure(errorOfAnswer(answer));
  }

  private end(): true {
    this.mail = null;
    return true;
  }

  private post(path: string, body: unknown): Promise<HttpAnswer> {
    return this.parts.http.send({ method: 'POST', url: `${this.parts.homeserver()}/_matrix/client/v3${path}`, body });
  }
}
