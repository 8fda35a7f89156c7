import { expect, test } from 'vitest';
import { linkTo, markUp } from '../../marked/marked.ts';
import { commandNames, readCommand } from './commands.ts';

const deed = (typed: string) => {
  const command = readCommand(typed);
  return command.is === 'deed' ? command.deed : command;
};

test('what is no command is a message: paths, two slashes, slashes within', () => {
  for (const text of [
    '',
    'hello',
    '/',
    '//me waves',
    '/etc/passwd is read',
    '/ join',
    'a /join x',
    '/8 of it',
    '\n/join',
    '/me waves',
    '/plain x',
    '/shrug',
  ])
    expect(readCommand(text), text).toEqual({ is: 'message' });
});

test('an unknown one is said, never sent', () => {
  expect(readCommand('/jion #x:hs')).toEqual({ is: 'unknown', name: 'jion' });
  expect(readCommand('/Foo')).toEqual({ is: 'unknown', name: 'foo' });
});

test('rooms and people by address, link, or chosen from the list', () => {
  expect(deed('/join #room:hs')).toEqual({ is: 'join', room: '#room:hs', via: [] });
  expect(deed('/JOIN https://matrix.to/#/!abc:hs?via=one')).toEqual({ is: 'join', room: '!abc:hs', via: ['one'] });
  const bob = { text: '@Bob (old)', href: linkTo('@bob:hs') };
  expect(deed(markUp('/invite @Bob (old)', [bob]))).toEqual({ is: 'invite', userId: '@bob:hs' });
  expect(deed('/kick @bob:hs  too loud ')).toEqual({ is: 'kick', userId: '@bob:hs', reason: 'too loud' });
  expect(deed(markUp('/ban @Bob (old) spam', [bob]))).toEqual({ is: 'ban', userId: '@bob:hs', reason: 'spam' });
  expect(deed('/unban @bob:hs')).toEqual({ is: 'unban', userId: '@bob:hs', reason: '' });
  expect(deed('/op @bob:hs')).toEqual({ is: 'op', userId: '@bob:hs', level: 50 });
  expect(deed('/op @bob:hs 100')).toEqual({ is: 'op', userId: '@bob:hs', level: 100 });
});

test('texts whole; leaving takes none, lest a room be left by mistake', () => {
  expect(deed('/topic  What we do  ')).toEqual({ is: 'topic', text: 'What we do' });
  expect(deed('/nick Zoë B')).toEqual({ is: 'nick', text: 'Zoë B' });
  expect(deed('/roomname x')).toEqual({ is: 'roomname', text: 'x' });
  expect(deed('/leave')).toEqual({ is: 'leave' });
});

test('one that wants more says so', () => {
  const wanting = [
    '/join',
    '/join x',
    '/join @bob:hs',
    '/invite',
    '/invite #r:hs',
    '/kick bob',
    '/op @b:hs much',
    '/topic',
    '/nick',
    '/leave now',
  ];
  for (const text of wanting) expect(readCommand(text).is, text).toBe('incomplete');
  expect(commandNames).toContain('op');
});
