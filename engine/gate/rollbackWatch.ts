type Fetch = (resource: URL | string, options?: RequestInit) => Promise<Response>;

/**
 * D5: the server refuses a one-time key because this device has already published another one under the same ID. So the crypto
 * store is older than what the server knows of it; going on would use up keys and ratchets a second time.
 */
export function watchRollback(fetch: Fetch, onRolledBack: () => void): Fetch {
  let told = false;
  return async (resource, options) => {
    const response = await fetch(resource, options);
    if (!told && response.status === 400 && isKeyUpload(resource) && (await saysKeyExists(response.clone()))) {
      told = true;
      onRolledBack();
    }
    return response;
  };
}

function isKeyUpload(resource: URL | string): boolean {
  return new URL(resource).pathname.includes('/keys/upload');
}

/** No error code of its own: Synapse says M_UNKNOWN, others M_INVALID_PARAM, all with these words. */
async function saysKeyExists(response: Response): Promise<boolean> {
  try {
    const body: unknown = await response.json();
    return (
      typeof body === 'object' &&
      body !== null &&
      'error' in body &&
      typeof body.error === 'string' &&
      /one.?time key .*already exists/i.test(body.error)
    );
  } catch {
    return false;
  }
}
