import { isUserId } from './identifiers.sdk.ts';
import { cutDeep } from './cutDeep.ts';
import type { Json } from '../../../core/read/json.ts';
import { isObject } from '../../../core/read/json.ts';

const byUser = ['device_keys', 'master_keys', 'self_signing_keys', 'user_signing_keys', 'one_time_keys'];

/**
 * The answer to `/keys/query` or `/keys/claim`, without what the crypto module cannot parse: homeservers pass on what other servers say of
 * their users, and the module refuses the keys of everybody for the sake of one (L-2). As it came where nothing is wrong with it.
 */
export function tidyKeys(text: string, onDropped: (count: number) => void): string {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return text;
  }
  if (!isObject(answer)) return text;
  let dropped = cutDeep(answer);
  if (answer.failures !== undefined && !isObject(answer.failures)) dropped += leaveOut(answer, 'failures');
  for (const name of byUser) {
    const users = answer[name];
    if (users === undefined) continue;
    if (!isObject(users)) {
      dropped += leaveOut(answer, name);
      continue;
    }
    for (const [userId, keys] of Object.entries(users)) {
      if (!isUserId(userId)) {
        dropped += leaveOut(users, userId);
      } else if (!fits(name, keys)) {
        // Not left out: whom an answer does not name is asked for again, without end.
        users[userId] = {};
        dropped += 1;
      }
    }
  }
  if (dropped === 0) return text;
  onDropped(dropped);
  return JSON.stringify(answer);
}

/** The keys themselves the module judges one by one. */
function fits(name: string, keys: unknown): boolean {
  if (name === 'device_keys') return isObject(keys);
  if (name !== 'one_time_keys') return true;
  return (
    isObject(keys) && Object.values(keys).every((device) => isObject(device) && Object.keys(device).every((key) => /^[^:]+:/.test(key)))
  );
}

function leaveOut(from: Json, name: string): number {
  delete from[name];
  return 1;
}
