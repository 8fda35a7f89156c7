import type { EventId } from '../../ids.ts';
import { field } from '../../read/json.ts';
import type { EventRow } from './rows.ts';

/** From this version of rooms on. */
const inContentSince = 11;

/**
 * What a redaction removes stands beside its content up to room version 10, and in it from 11 on (CS "m.room.redaction"). Servers give clients both, and
 * have judged the one of the room's version only: in the other a sender may name what they please. Where the version is not known, or is none of
 * the specification's, either is believed.
 */
export function withTarget(row: EventRow, version: string | null): EventRow {
  if (version === null || !/^\d{1,3}$/.test(version) || row.type !== 'm.room.redaction' || row.wire || row.stateKey !== null) return row;
  const named = field(jsonOf(Number(version) < inContentSince ? row.extra : row.content), 'redacts');
  const relTo = typeof named === 'string' ? (named as EventId) : null;
  return relTo === row.relTo ? row : { ...row, relTo, relType: relTo === null ? null : 'm.room.redaction' };
}

function jsonOf(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
