import type { SignInFlow } from '../../../core/features/signIn/signInFlows.ts';
import type { SignInAgainMethod, SignInMethod } from '../../../core/session/method.ts';

/** A way that goes through another program or device. */
export type OtherMethod = Exclude<SignInMethod, { is: 'password' }>;

/** One that serves to sign in again on the same device, too. */
export type BrowserMethod = Exclude<SignInAgainMethod, { is: 'password' }>;

/** What Enter does where there is no password to type and only one way to go; else null. */
export function onlyMethod(flows: readonly SignInFlow[]): BrowserMethod | null {
  const [flow, ...others] = flows;
  if (!flow || others.length > 0 || flow.is === 'password') return null;
  if (flow.is === 'oauth') return { is: 'oauth' };
  const [provider, ...more] = flow.providers;
  return provider && more.length === 0 ? { is: 'sso', provider: provider.id } : null;
}

export function withPassword(flows: readonly SignInFlow[]): boolean {
  return flows.some(({ is }) => is === 'password');
}
