import { expect, test } from 'vitest';
import { debCommand } from './deb.ts';

test('T49 no shell reads the name of the package, and it is no downgrade', () => {
  expect(debCommand("/home/o'brien/$(reboot).deb", false)).toEqual([
    '/usr/bin/pkexec',
    '--disable-internal-agent',
    '/usr/bin/apt-get',
    'install',
    '--yes',
    '--no-install-recommends',
    "/home/o'brien/$(reboot).deb",
  ]);
  expect(debCommand('/a.deb', true)[0]).toBe('/usr/bin/apt-get');
});
