import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { bareArchives, bareTar } from '../../scripts/bareDebian.mjs';
import { recordStarted } from '../run/processLedger.ts';

const execute = promisify(execFile);

/**
 * A Debian of its own, with nothing in it but what every Debian has. Its mounts are seen by this run alone and go with it; `npm run
 * installed` removes the rest.
 */
export interface BareSystem {
  /** Where it lies on this computer. */
  readonly path: string;
  /** As root in it; answers what was printed. */
  readonly asRoot: (program: string, ...args: readonly string[]) => Promise<string>;
  /** As `asRoot`, for what goes on running. */
  readonly start: (outputFile: string, program: string, ...args: readonly string[]) => ChildProcess;
  /** By apt, with what it depends on; a file of this computer's. */
  readonly install: (deb: string) => Promise<string>;
  /** A list as a package's `Depends` has it. */
  readonly satisfy: (depends: string) => Promise<string>;
  readonly add: (...packages: readonly string[]) => Promise<string>;
}

/** `--force-unsafe-io`: a tree that is thrown away need not outlive a power cut. */
const apt = [
  '-y',
  '--no-install-recommends',
  '-o',
  'Dpkg::Options::=--force-unsafe-io',
  '-o',
  'APT::Sandbox::User=root',
  '-o',
  'Binary::apt-get::APT::Keep-Downloaded-Packages=true',
];
const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive', HOME: '/root' };

export async function bareSystem(): Promise<BareSystem> {
  const trees = process.env.LATCHKEY_TREES;
  if (trees === undefined) throw new Error('start this by `npm run installed`');
  const path = mkdtempSync(join(trees, 'system-'));
  await execute('tar', ['-C', path, '-xpf', bareTar]);
  await mountIn(path);
  // Else apt throws away what it has fetched.
  rmSync(join(path, 'etc', 'apt', 'apt.conf.d', 'docker-clean'), { force: true });
  copyFileSync('/etc/resolv.conf', join(path, 'etc', 'resolv.conf'));
  const asRoot: BareSystem['asRoot'] = async (program, ...args) => {
    const { stdout } = await execute('chroot', [path, program, ...args], {
      env,
      maxBuffer: 50_000_000,
      timeout: 300_000,
      killSignal: 'SIGKILL',
    });
    return stdout;
  };
  await asRoot('apt-get', 'update');
  return {
    path,
    asRoot,
    start: (outputFile, program, ...args) => {
      const output = openSync(outputFile, 'a', 0o600);
      const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'chroot', path, program, ...args], { env, stdio: ['ignore', output, output] });
      closeSync(output);
      if (child.pid !== undefined) recordStarted(child.pid, program);
      return child;
    },
    install: (deb) => {
      copyFileSync(deb, join(path, 'root', basename(deb)));
      return asRoot('apt-get', 'install', ...apt, '--allow-downgrades', `/root/${basename(deb)}`);
    },
    satisfy: (depends) => asRoot('apt-get', 'satisfy', ...apt, depends),
    add: (...packages) => asRoot('apt-get', 'install', ...apt, ...packages),
  };
}

async function mountIn(path: string): Promise<void> {
  const at = (...parts: readonly string[]): string => {
    const place = join(path, ...parts);
    mkdirSync(place, { recursive: true });
    return place;
  };
  await execute('mount', ['-t', 'proc', 'proc', at('proc')]);
  await execute('mount', ['--rbind', '/dev', at('dev')]);
  await execute('mount', ['-t', 'tmpfs', '-o', 'mode=1777', 'tmpfs', at('dev', 'shm')]);
  await execute('mount', ['--bind', bareArchives, at('var', 'cache', 'apt', 'archives')]);
  if (existsSync('/tmp/.X11-unix')) await execute('mount', ['--bind', '/tmp/.X11-unix', at('tmp', '.X11-unix')]);
}
