/** Bytes `from` up to `to` of what was asked for. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type AskedSpan = { readonly is: 'all' } | ({ readonly is: 'part' } & Span) | { readonly is: 'outside' };

/** `Range` (RFC 9110, 14.2): one range; several, or another unit, and everything is sent. */
export function spanOf(header: string | null, total: number): AskedSpan {
  const [, first = '', last = ''] = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '') ?? [];
  if (first === '' && last === '') return { is: 'all' };
  if (first === '') {
    const length = Number(last);
    return length === 0 || total === 0 ? { is: 'outside' } : { is: 'part', from: Math.max(0, total - length), to: total };
  }
  const from = Number(first);
  if (from >= total) return { is: 'outside' };
  if (last === '') return { is: 'part', from, to: total };
  return Number(last) < from ? { is: 'all' } : { is: 'part', from, to: Math.min(total, Number(last) + 1) };
}
