import { z } from 'zod';

/** What a server asks before it does something dangerous (CS "User-interactive authentication API"). */
export interface Challenge {
  /** Servers may do without, where one stage is all there is. */
  readonly session: string | null;
  readonly flows: readonly (readonly string[])[];
  readonly completed: readonly string[];
  /** Pages that stages bring along: m.oauth, org.matrix.cross_signing_reset (MSC4312). */
  readonly pages: Readonly<Record<string, string>>;
}

const challengeShape = z.object({
  session: z.string().min(1).nullish(),
  flows: z.array(z.object({ stages: z.array(z.string()) })),
  completed: z.array(z.string()).nullish(),
  params: z.record(z.string(), z.unknown()).nullish(),
});

/** Null: not a 401 of user-interactive authentication (A10). */
export function challengeOf({ status, json }: { readonly status: number; readonly json: unknown }): Challenge | null {
  if (status !== 401) return null;
  const read = challengeShape.safeParse(json);
  if (!read.success) return null;
  const { session, flows, completed, params } = read.data;
  return { session: session ?? null, flows: flows.map(({ stages }) => stages), completed: completed ?? [], pages: pagesOf(params ?? {}) };
}

/** Stages that main performs without asking anybody. */
const silent = new Set(['m.login.dummy']);
const byPassword = 'm.login.password';

/** The stages that could come next, one for each flow, simple ones first; each flow is done in its order. */
export function nextStages({ flows, completed }: Challenge): string[] {
  const next = flows.flatMap((stages) => stages.find((stage) => !completed.includes(stage)) ?? []);
  const rank = (stage: string): number => (silent.has(stage) ? 0 : stage === byPassword ? 1 : 2);
  return [...new Set(next)].toSorted((a, b) => rank(a) - rank(b));
}

export const isSilent = (stage: string): boolean => silent.has(stage);
export const isByPassword = (stage: string): boolean => stage === byPassword;

/**
 * Where the browser does this stage; null: nowhere that may be opened. The homeserver's own fallback page does every stage that names no
 * page.
 */
export function pageOfStage({ session, pages }: Challenge, stage: string, baseUrl: string): string | null {
  if (stage in pages) return isWebPage(pages[stage]) ? (pages[stage] ?? null) : null;
  if (session === null) return null;
  return `${baseUrl}/_matrix/client/v3/auth/${encodeURIComponent(stage)}/fallback/web?session=${encodeURIComponent(session)}`;
}

function pagesOf(params: Readonly<Record<string, unknown>>): Record<string, string> {
  const pages: Record<string, string> = {};
  for (const stage of ['m.oauth', 'org.matrix.cross_signing_reset']) {
    const url = urlOf(params[stage]);
    if (url !== null) pages[stage] = url;
  }
  return pages;
}

function urlOf(param: unknown): string | null {
  return typeof param === 'object' && param !== null && 'url' in param && typeof param.url === 'string' ? param.url : null;
}

/** I14: what a server names is opened only where a browser is what opens it. */
function isWebPage(text: string | undefined): boolean {
  try {
    return text !== undefined && ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
