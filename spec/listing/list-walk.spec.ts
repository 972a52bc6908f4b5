import assert from 'node:assert/strict'
import { chmodSync, lutimesSync, utimesSync } from 'node:fs'
import { test } from 'node:test'
import { listSource } from '../../lib/commands/list.ts'
import { Conversation } from '../support/command-context.ts'
import type { Tree } from '../support/home.ts'
import { list } from './listing-of.ts'

const HOME: Tree = {
  'recent.txt': 'x',
  'sub/inner.txt': '',
  'sub/deep/deepest.txt': '',
  'space dir/file': '',
  'd1/a': '',
  'd2/b': '',
  '.hidden': '',
  '-dash': '',
  lnk: { link: 'recent.txt' },
  lnkdir: { link: 'sub' },
  dangling: { link: 'nowhere' },
  outside: { link: '/etc/passwd' },
}

const talkTo = (argv: readonly string[] = [], home: Tree = HOME): Promise<Conversation> =>
  Conversation.loggedIn({ home, argv: ['-A', ...argv] })

/** Names and headers alone: what `-1` shows. `|` is a line end. */
const SHORT: readonly (readonly [argument: string, text: string])[] = [
  ['-1', '-dash|d1|d2|dangling|lnk|lnkdir|outside|recent.txt|space dir|sub|'],
  ['-1a sub', '.|..|deep|inner.txt|'],
  ['-1r sub', 'inner.txt|deep|'],
  ['-1 nosuch', ''],
  ['-1 dangling', ''],
  ['-1 outside', ''],
  ['-1 lnk', 'lnk|'],
  ['-1 lnkdir', 'deep|inner.txt|'],
  ['-1d lnkdir', 'lnkdir|'],
  ['-1d', '.|'],
  ['-1d *', '-dash|d1|d2|lnk|lnkdir|recent.txt|space dir|sub|'],
  ['-1 d*', '||d1:||a|||d2:||b|'],
  ['-1 sub recent.txt', '||sub:||deep|inner.txt|recent.txt|'],
  ['-1 nosuch d1', '||d1:||a|'],
  ['-1R sub', 'deep|inner.txt|'],
  ['-1RF sub', 'deep/|inner.txt|||sub/deep:||deepest.txt|'],
  [
    '-1RF',
    '-dash|d1/|d2/|dangling@|lnk@|lnkdir@|outside@|recent.txt|space dir/|sub/|||./d1:||a|||./d2:||b|||./space dir:||file|||./sub:||deep/|inner.txt|||./sub/deep:||deepest.txt|',
  ],
  ['-CR sub', 'deep\t\tinner.txt|'],
  [
    '-1 .*',
    '.hidden|||.:||-dash|d1|d2|dangling|lnk|lnkdir|outside|recent.txt|space dir|sub|||..:||-dash|d1|d2|dangling|lnk|lnkdir|outside|recent.txt|space dir|sub|',
  ],
  ['-1 */*.txt', 'lnkdir/inner.txt|sub/inner.txt|'],
  ['-1 s*b/d*p/*', 'sub/deep/deepest.txt|'],
  ['-1 */deep', '||lnkdir/deep:||deepest.txt|||sub/deep:||deepest.txt|'],
  ['-1 sub/../d1', 'a|'],
  ['-1 ./-dash', '-dash|'],
  ['-1 ..', '-dash|d1|d2|dangling|lnk|lnkdir|outside|recent.txt|space dir|sub|'],
  // §20 row 30: the whole text first, then patterns.
  ['-1 space dir', 'file|'],
  ['-1 space\\ dir', 'file|'],
  ['-1 space dir ', ''],
  ['-1 "space dir"', ''],
  ['-1 ~', ''],
]
for (const [argument, text] of SHORT) {
  test(`LIST ${argument}`, async () => {
    using talk = await talkTo()
    assert.equal(list(listSource, talk, argument).text.replaceAll('\r\n', '|'), text)
  })
}

test('a long listing with what leads where; -F marks what links lead to', async () => {
  using talk = await talkTo()
  chmodSync(talk.home.at('recent.txt'), 0o755)
  const ends = (argument: string): readonly string[] =>
    list(listSource, talk, argument)
      .lines.filter((line) => line.startsWith('l'))
      .map((line) => line.slice(62))
  assert.deepEqual(ends(''), ['dangling -> nowhere', 'lnk -> recent.txt', 'lnkdir -> sub', 'outside -> /etc/passwd'])
  assert.deepEqual(ends('-F'), [
    'dangling -> nowhere',
    'lnk -> recent.txt*',
    'lnkdir -> sub/',
    'outside -> /etc/passwd',
  ])
})

test('-F looks for what a link leads to where the link is', async () => {
  using talk = await talkTo([], { 'sub/x/': null, 'sub/link': { link: 'x' } })
  const [line = ''] = list(listSource, talk, '-F sub').lines
  assert.match(line, /link -> x\/$/)
})

test('a link with control characters in its target does not break lines', async () => {
  using talk = await talkTo([], { link: { link: 'a\r\nb\x01' } })
  assert.deepEqual(
    list(listSource, talk).lines.map((line) => line.slice(62)),
    ['link -> a__b_'],
  )
})

test('-b: links look like what they lead to, and are followed in recursion', async () => {
  using talk = await talkTo(['-b'])
  const { text, lines } = list(listSource, talk, '-R')
  assert.match(text, /\r\n-rw-r--r-- .* lnk\r\n/)
  assert.match(text, /\r\ndrwxr-xr-x .* lnkdir\r\n/)
  assert.match(text, /\r\nlrwxrwxrwx .* dangling -> nowhere\r\n/)
  assert.ok(lines.includes('./lnkdir/deep:'))
})

test('by time and size; equal ones in the order of the directory, backwards as well', async () => {
  using talk = await talkTo([], { a: '1', b: '333', c: '22', d: '333' })
  for (const [name, time] of Object.entries({ a: 3000, b: 1000, c: 2000, d: 1000 }))
    utimesSync(talk.home.at(name), time, time)
  const order = (argument: string): string => list(listSource, talk, argument).lines.join('')
  const tied = order('-1S').startsWith('b') ? 'bd' : 'db'
  assert.equal(order('-1t'), `ac${tied}`)
  assert.equal(order('-1tr'), `${tied}ca`)
  assert.equal(order('-1S'), `${tied}ca`)
  assert.equal(order('-1Sr'), `ac${tied}`)
  assert.equal(order('-1 -t d a'), 'da')
})

test('final reply: problems, options, count', async () => {
  using talk = await talkTo()
  assert.deepEqual(list(listSource, talk, 'sub').summary, ['Options: -l ', '2 matches total'])
  assert.deepEqual(list(listSource, talk, '-1 sub').summary, ['2 matches total'])
  assert.deepEqual(list(listSource, talk, 'nosuch').summary, ['Options: -l ', '0 matches total'])
})

test('-D lists dot files, and says -a', async () => {
  using talk = await talkTo(['-D'])
  const { lines, summary } = list(listSource, talk, '-1 d1')
  assert.deepEqual(lines, ['.', '..', 'a'])
  assert.deepEqual(summary, ['Options: -a ', '3 matches total'])
})

test('-L: the first in order are shown, wherever they stand in the directory', async () => {
  using talk = await talkTo(['-L', '3:5'])
  assert.deepEqual(list(listSource, talk, '-1').lines, ['-dash', 'd1', 'd2'])
  assert.deepEqual(list(listSource, talk, '-1r').lines, ['sub', 'space dir', 'recent.txt'])
  const patterns = list(listSource, talk, '-1d *')
  assert.deepEqual(patterns.lines, ['-dash', 'd1', 'd2'])
  assert.deepEqual(patterns.summary, ['Options: -d ', 'Output truncated to 3 matches'])
  assert.equal(list(listSource, talk, '-1 sub d1 d2').text.replaceAll('\r\n', '|'), '||sub:||deep|inner.txt|||d1:||a|')
})

test('-L: directories too deep are named only', async () => {
  using talk = await talkTo(['-L', '10000:1'])
  assert.equal(list(listSource, talk, '-1RF sub').text, 'deep/\r\ninner.txt\r\n\r\n\r\nsub/deep:\r\n\r\n')
})

test('directories that may not be read or entered', {
  skip: process.getuid?.() !== 0 && 'root gives files away',
}, async () => {
  using talk = await talkTo([], { 'noread/a': '', 'none/a': '', 'noexec/a': '', z: '' })
  for (const [name, mode] of Object.entries({ noread: 0o311, none: 0, noexec: 0o644 }))
    chmodSync(talk.home.at(name), mode)
  const noread = list(listSource, talk, 'noread')
  assert.deepEqual(noread.summary, ['Sorry, we were unable to read [noread]', 'Options: -l ', '0 matches total'])
  for (const name of ['none', 'noexec']) {
    assert.deepEqual(list(listSource, talk, name).summary, ['Options: -l ', '0 matches total'])
  }
  const headers = list(listSource, talk, '-R').lines.filter((line) => line.endsWith(':'))
  assert.deepEqual(headers, ['./noread:'])
  assert.equal(list(listSource, talk, '-Z').lines.length, 4)
})

test('owners: the own names and the numbers of others, numbers for the anonymous', {
  skip: process.getuid?.() !== 0 && 'root gives files away',
}, async () => {
  using talk = await talkTo([], { mine: '' })
  lutimesSync(talk.home.at('mine'), 0, 0)
  const [line = ''] = list(listSource, talk).lines
  assert.equal(line, '-rw-r--r--    1 2001       2001                0 Jan  1  1970 mine')
})

test('recursion into links of -b ends at the depth of -L', async () => {
  using talk = await talkTo(['-b', '-L', '10000:4'], { 'a/loop': { link: '../a' } })
  const headers = list(listSource, talk, '-R').lines.filter((line) => line.endsWith(':'))
  assert.equal(headers.at(-1), './a/loop/loop/loop:')
})
