import type { DeviceCode } from '../../../core/session/method.ts';
import type { BrowserTask } from '../browser/browserTask.ts';
import { pollForToken, startDeviceGrant } from './deviceGrant.ts';
import type { DeviceGrantRequest } from './deviceGrant.ts';
import type { TokenAnswer } from './tokenAnswer.ts';

export interface DeviceCodeRequest extends DeviceGrantRequest {
  readonly browserTask: BrowserTask;
  readonly onCode: (code: DeviceCode) => void;
}

/** RFC 8628: people type a code into the browser of another device while we ask whether they have (I17). */
export async function askByDeviceCode(request: DeviceCodeRequest): Promise<TokenAnswer & { readonly clientId: string }> {
  const { browserTask, onCode } = request;
  const grant = await startDeviceGrant(request);
  const { clientId, userCode, uri, uriComplete } = grant;
  browserTask.note(uriComplete ?? uri);
  try {
    onCode({ userCode, uri, uriComplete });
    return { ...(await pollForToken(request, grant)), clientId };
  } finally {
    browserTask.done();
  }
}
