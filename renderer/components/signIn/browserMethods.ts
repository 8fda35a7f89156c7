import type { SignInFlow } from '../../../core/model/signInFlows.ts';
import type { SignInMethod } from '../../../core/session/method.ts';

export type BrowserMethod = Exclude<SignInMethod, { is: 'password' }>;

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
