import { expect, test } from 'vitest';
import { asciiAddress, realAddress } from './realAddress.ts';

test('T34 a link whose words are another address than its target says where it leads', () => {
  const lies: [words: string, url: string, real: string][] = [
    ['https://bank.example/login', 'https://evil.example/x', 'evil.example'],
    ['bank.example', 'https://evil.example:8443/', 'evil.example:8443'],
    ['www.bank.example', 'https://bank.example.evil.example/', 'bank.example.evil.example'],
    ['(see https://bank.example)', 'https://evil.example/', 'evil.example'],
    ['bank。example', 'https://evil.example/', 'evil.example'],
    ['ｂａｎｋ.example', 'https://evil.example/', 'evil.example'],
    ['bank\u200B.example', 'https://evil.example/', 'evil.example'],
    ['https://bаnk.example/', 'https://bank.example/', 'bank.example'],
    ['https://bank.example/', 'https://bаnk.example/', 'xn--bnk-6cd.example'],
    ['https://bank.example@evil.example/', 'https://bank.example@evil.example/', 'evil.example'],
    ['click here', 'https://bank.example:x@evil.example/', 'evil.example'],
    ['10.0.0.1', 'https://evil.example/', 'evil.example'],
    ['you@bank.example', 'https://evil.example/', 'evil.example'],
    ['you@bank.example', 'mailto:thief@evil.example', 'thief@evil.example'],
    ['https://bank.example', 'mailto:thief@evil.example', 'thief@evil.example'],
    ['@bob:bank.example', 'matrix:u/thief:evil.example', '@thief:evil.example'],
    ['@bob:bank.example', 'https://matrix.to/#/@thief:evil.example', '@thief:evil.example'],
    ['https://matrix.to/#/#room:bank.example', 'matrix:r/trap:evil.example', '#trap:evil.example'],
    ['matrix:u/bob:bank.example', 'matrix:u/thief:evil.example', '@thief:evil.example'],
    ['bank.example/login', 'matrix:r/trap:evil.example', '#trap:evil.example'],
  ];
  for (const [words, url, real] of lies) expect([words, realAddress(words, url)]).toEqual([words, real]);
});

test('honest words stand alone', () => {
  const honest: [words: string, url: string][] = [
    ['the table', 'https://example.org/contrast'],
    ['https://example.org/contrast', 'https://example.org/contrast'],
    ['example.org', 'https://www.example.org/'],
    ['www.example.org.', 'https://example.org/a'],
    ['https://müller.example/', 'https://müller.example/'],
    ['müller.example', 'https://xn--mller-kva.example/'],
    ['version 1.2.3', 'https://example.org/'],
    ['e.g. this', 'https://example.org/'],
    ['@bob:bank.example', 'https://matrix.to/#/@bob:bank.example'],
    ['#room:bank.example', 'https://matrix.to/#/%23room:bank.example'],
    ['you@bank.example', 'mailto:you@bank.example'],
    ['Bob', 'matrix:u/bob:bank.example'],
    ['#room:bank.example', 'matrix:r/room:bank.example'],
    ['matrix:r/room:bank.example', 'matrix:r/room:bank.example'],
    ['write to me', 'mailto:you@bank.example'],
    ['10.0.0.1', 'http://10.0.0.1:8080/'],
    ['', 'https://example.org/'],
  ];
  for (const [words, url] of honest) expect([words, realAddress(words, url)]).toEqual([words, null]);
});

test('titles write the host in ASCII', () => {
  expect(asciiAddress('https://bаnk.example/ä')).toBe('https://xn--bnk-6cd.example/%C3%A4');
  expect(asciiAddress('no address')).toBe('no address');
});

test('titles of links into Matrix name what they name', () => {
  expect(asciiAddress('matrix:u/bob:bank.example?action=chat')).toBe('@bob:bank.example');
  expect(asciiAddress('https://matrix.to/#/%23room:bank.example')).toBe('#room:bank.example');
  expect(asciiAddress('matrix:javascript:alert(1)')).toBe('matrix:javascript:alert(1)');
});
