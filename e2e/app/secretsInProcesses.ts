import { readProc } from '../run/readProc.ts';
import type { Needles } from '../search/searchTree.ts';
import type { App } from './launchApp.ts';
import { treeOf } from './processTree.ts';

/** Which secrets stand in an argument or environment variable of any process of the app; anybody's `ps` shows those. */
export function secretsInProcesses(app: App, secrets: Needles): readonly string[] {
  const seen = treeOf(app.mainPid, app.profile).flatMap((pid) =>
    (['cmdline', 'environ'] as const).flatMap((file) => {
      const text = readProc(pid, file);
      return Object.keys(secrets)
        .filter((name) => text.includes(secrets[name] ?? ''))
        .map((name) => `${name} in ${file}`);
    }),
  );
  return [...new Set(seen)];
}
