import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { test } from 'node:test'
import { listSource } from '../../lib/commands/list.ts'
import { mlsdSource } from '../../lib/commands/mlsd.ts'
import { nlstSource } from '../../lib/commands/nlst.ts'
import { Conversation } from '../support/command-context.ts'
import { list, listed } from './listing-of.ts'

const HOME = { 'sub/a': '', 'my dir/b': '', '-x/c': '', '-la': '', 'f.txt': '', 'g.txt': '', '.dot': '' }

/** NLST as §20 row 29 wants it; undefined is 550. */
const NAMES: readonly (readonly [argument: string, names: readonly string[] | undefined])[] = [
  ['', ['-la', '-x', '.dot', 'f.txt', 'g.txt', 'my dir', 'sub']],
  ['.', ['./-la', './-x', './.dot', './f.txt', './g.txt', './my dir', './sub']],
  ['sub', ['sub/a']],
  ['sub/', ['sub/a']],
  ['/sub', ['/sub/a']],
  ['my dir', ['my dir/b']],
  ['-a', ['-la', '-x', '.dot', 'f.txt', 'g.txt', 'my dir', 'sub']],
  ['-a sub', ['sub/a']],
  ['-l -a sub', ['sub/a']],
  ['-x', ['-x/c']],
  // A file that somebody has called `-la` must not change what clients that always send it get to see.
  ['-la', ['-la', '-x', '.dot', 'f.txt', 'g.txt', 'my dir', 'sub']],
  ['./-la', ['./-la']],
  ['f.txt', ['f.txt']],
  ['*.txt', ['f.txt', 'g.txt']],
  ['-a *.txt', ['f.txt', 'g.txt']],
  ['nosuch', undefined],
  ['*.nosuch', undefined],
]
for (const [argument, names] of NAMES) {
  test(`NLST ${argument}`, async () => {
    using talk = await Conversation.loggedIn({ home: HOME })
    assert.deepEqual(listed(nlstSource, talk, argument)?.lines.toSorted(), names)
  })
}

test('NLST tells when a pattern finds more than is allowed', async () => {
  using talk = await Conversation.loggedIn({ home: HOME, argv: ['-A', '-L', '1:5'] })
  assert.deepEqual(list(nlstSource, talk, '*.txt').summary, ['Output truncated to 1 matches'])
})

test('MLSD takes directories only', async () => {
  using talk = await Conversation.loggedIn({ home: HOME })
  assert.equal(listed(mlsdSource, talk, 'f.txt'), undefined)
  assert.equal(listed(mlsdSource, talk, '*'), undefined)
  const types = list(mlsdSource, talk, '-l sub').lines.map((line) => line.replace(/;.*;/, ''))
  assert.deepEqual(types.toSorted(), ['type=cdir .', 'type=file a', 'type=pdir ..'])
})

test('a directory that can be read but not entered is 550 for both', {
  skip: process.getuid?.() !== 0 && 'needs a user other than the one who runs the specs',
}, async () => {
  using talk = await Conversation.loggedIn({ home: HOME })
  chmodSync(talk.home.at('sub'), 0o644)
  assert.equal(listed(nlstSource, talk, 'sub'), undefined)
  assert.equal(listed(mlsdSource, talk, 'sub'), undefined)
})

test('FIFOs are for NLST only (§20 row 28)', async () => {
  using talk = await Conversation.loggedIn({ home: {} })
  execFileSync('mkfifo', [talk.home.at('fifo').toString()])
  assert.deepEqual(list(nlstSource, talk).lines, ['fifo'])
  assert.equal(list(mlsdSource, talk).lines.length, 2)
  assert.deepEqual(list(listSource, talk).lines, [])
  assert.deepEqual(list(listSource, talk, 'fifo').lines, [])
  assert.equal(await talk.send('MLST fifo'), "550 Can't check for file existence")
})
