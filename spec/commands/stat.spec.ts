import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

const HOME = { 'sub/inner.txt': '', 'sub/deep/deepest.txt': '', 'a.txt': 'x' }

test('STAT lists over the control connection (commands.md §9.5)', async () => {
  using talk = await Conversation.loggedIn({ home: HOME })
  await follow(
    talk,
    `
C: STAT  →  S: 211 https://www.pureftpd.org/
C: STAT nosuch
S: 213-STAT
S: 213 End.
C: STAT -1 sub
S: 213-STAT
S: deep
S: inner.txt
S: 213 End.
C: STAT -1 sub nosuch
S: 213-STAT
S:␠
S:␠
S: sub:
S:␠
S: deep
S: inner.txt
S: 213 End.`,
  )
  const long = (await talk.send('STAT sub')).split('\n')
  assert.equal(long.length, 4)
  assert.match(long[2] ?? '', /^-rw-r--r-- {4}1 .* inner\.txt$/)
})

test('STAT cuts off what would not end', async () => {
  const deep = 'a-directory-with-a-long-name-'.repeat(5)
  const loops = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${deep}${index}`, { link: '.' }]))
  using talk = await Conversation.loggedIn({ home: loops, argv: ['-A', '-b', '-L', '4000000000:4000000000'] })
  const text = await talk.send('STAT -R')
  assert.ok(text.length < 5 * 1024 * 1024, `${text.length} bytes`)
  assert.ok(text.endsWith('\n213 End.'))
})
