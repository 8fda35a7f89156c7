import { pass } from './effects.ts';
import type { Effect, RecordedRequest } from './exchange.ts';
import { touches, type RequestMatch } from './matching.ts';

interface Rule {
  readonly hits: () => number;
  readonly remove: () => void;
}

export interface Rules {
  /** The rule added last is asked first; without a rule requests pass. */
  readonly on: (match: RequestMatch, effect: Effect, options?: { times?: number }) => Rule;
  readonly removeRules: () => void;
}

interface ActiveRule {
  readonly match: RequestMatch;
  readonly effect: Effect;
  readonly times: number;
  hits: number;
}

export function ruleBook(): Rules & { readonly effectFor: (request: RecordedRequest) => Effect } {
  let rules: ActiveRule[] = [];
  return {
    on: (match, effect, { times = Infinity } = {}) => {
      const rule: ActiveRule = { match, effect, times, hits: 0 };
      rules.push(rule);
      return { hits: () => rule.hits, remove: () => void (rules = rules.filter((other) => other !== rule)) };
    },
    removeRules: () => void (rules = []),
    effectFor: (request) => {
      const rule = rules.findLast((one) => one.hits < one.times && touches(one.match, request));
      if (rule === undefined) return pass;
      rule.hits += 1;
      return rule.effect;
    },
  };
}
