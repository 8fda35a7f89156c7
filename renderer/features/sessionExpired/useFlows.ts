import { useEffect, useState } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { SignInFlow } from '../../../core/features/signIn/signInFlows.ts';
import { callHost } from '../../bridge/host.ts';

const password: readonly SignInFlow[] = [{ is: 'password' }];

/**
 * What the server offers now. Until it answers, what this account signed in with; asked again after each failed try and when there is a
 * network again.
 */
export function useFlows(problem: AppError | null): readonly SignInFlow[] {
  const [flows, setFlows] = useState<readonly SignInFlow[]>(password);
  useEffect(() => {
    let gone = false;
    let isAnswered = false;
    // How it was signed in is known here; the server's answer takes its place.
    callHost('usualFlows', {}).then(
      (usual) => !gone && !isAnswered && usual && setFlows(usual),
      () => undefined,
    );
    const ask = (): void =>
      void callHost('signInFlows', {}).then(
        (found) => {
          if (gone || !found) return;
          isAnswered = true;
          setFlows(found);
        },
        // Without an answer what is shown stays: trying it says what is wrong.
        () => undefined,
      );
    ask();
    window.addEventListener('online', ask);
    return () => {
      gone = true;
      window.removeEventListener('online', ask);
    };
  }, [problem]);
  return flows;
}
