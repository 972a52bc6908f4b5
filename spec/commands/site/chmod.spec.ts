import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { Conversation } from '../../support/command-context.ts'
import { follow } from '../../support/transcript.ts'

// commands.md §10.7, as measured on the reference; §20 rows 13, 14 and 48 differ.

test('SITE CHMOD, and CHMOD', async () => {
  using talk = await Conversation.loggedIn({
    home: { 'hello.txt': 'x', 'b.txt': 'x', 'my file': 'x', lnk: { link: 'b.txt' } },
  })
  await follow(
    talk,
    `
C: SITE CHMOD  →  S: 501 Missing argument
C: SITE CHMOD 644  →  S: 550 No file name
C: SITE CHMOD 644␠  →  S: 550 No file name
C: SITE CHMOD 600 hello.txt  →  S: 200 Permissions changed on hello.txt
C: SITE CHMOD u+x hello.txt  →  S: 501 Invalid permissions
C: SITE CHMOD 999 hello.txt  →  S: 501 Invalid permissions
C: SITE CHMOD 10000 b.txt  →  S: 501 Invalid permissions
C: SITE CHMOD -1 b.txt  →  S: 501 Invalid permissions
C: SITE CHMOD  640 b.txt  →  S: 200 Permissions changed on b.txt
C: SITE CHMOD 640   my file  →  S: 200 Permissions changed on my file
C: SITE chmod 600 *.txt  →  S: 550 Could not change perms on *.txt: No such file or directory
C: SITE CHMOD 600 a\\b  →  S: 553 Prohibited file name: a\\b
C: CHMOD  →  S: 501 Missing argument
C: CHMOD 00606 lnk  →  S: 200 Permissions changed on lnk
C: SITE CHMOD 0 /  →  S: 200 Permissions changed on /`,
  )
  const mode = (name: string): string => talk.home.mode(name).toString(8)
  assert.deepEqual(['hello.txt', 'b.txt', 'my file', '.'].map(mode), ['600', '606', '640', '700'])
})

test('a file that nobody may read can be changed back, and a FIFO does not block', async () => {
  using talk = await Conversation.loggedIn({ home: { f: 'x' } })
  spawnSync('mkfifo', [`${talk.home.path}/fifo`])
  if (process.getuid?.() === 0) spawnSync('chown', ['2001:2001', `${talk.home.path}/fifo`])
  await follow(
    talk,
    `
C: SITE CHMOD 0 f  →  S: 200 Permissions changed on f
C: SITE CHMOD 644 f  →  S: 200 Permissions changed on f
C: SITE CHMOD 600 fifo  →  S: 200 Permissions changed on fifo`,
  )
  assert.equal(talk.home.mode('f'), 0o644)
})

const KEPT: readonly (readonly [string, string, number])[] = [
  ['0', 'a.txt', 0o600],
  ['444', 'a.txt', 0o644],
  ['755', 'a.txt', 0o755],
  ['0', 'sub', 0o700],
  ['055', 'sub', 0o755],
]
for (const [digits, name, mode] of KEPT) {
  test(`-Z: SITE CHMOD ${digits} ${name}`, async () => {
    using talk = await Conversation.loggedIn({ argv: ['-A', '-Z'], home: { 'a.txt': 'x', 'sub/': null } })
    await follow(talk, `C: SITE CHMOD ${digits} ${name}  →  S: 200 Permissions changed on ${name}`)
    assert.equal(talk.home.mode(name), mode)
  })
}

test('-R', async () => {
  using talk = await Conversation.loggedIn({ argv: ['-A', '-R'], home: { 'a.txt': 'x' } })
  await follow(
    talk,
    `
C: SITE CHMOD 600 a.txt  →  S: 550 Could not change perms on a.txt
C: SITE CHMOD 600 nosuch  →  S: 550 Could not change perms on nosuch
C: CHMOD 600 a.txt  →  S: 550 Could not change perms on a.txt
C: SITE CHMOD  →  S: 501 Missing argument`,
  )
  assert.deepEqual(
    talk.logs,
    Array.from({ length: 3 }, () => 'info SITE CHMOD refused: -R'),
  )
  assert.equal(talk.home.mode('a.txt'), 0o644)
})
