import { useEffect, useState } from 'react';
import { nobodyToAsk, type Support } from '../../../core/features/support/support.ts';
import { callHost } from '../../bridge/host.ts';

/** Whom the server names for questions; asked anew each time it is shown. */
export function useSupport(): Support {
  const [support, setSupport] = useState(nobodyToAsk);
  useEffect(() => {
    let over = false;
    callHost('support', {}).then(
      (found) => over || setSupport(found),
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, []);
  return support;
}
