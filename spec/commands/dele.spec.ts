import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'
import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §10.3, as measured on the reference.

const needsRoot = process.getuid?.() === 0 ? false : 'needs root: a file that belongs to somebody else'

test('DELE removes files and links, and nothing else', async () => {
  const tree = {
    d1: 'x',
    d2: 'x',
    'sub/d3': 'x',
    'my file': 'x',
    'a\\b': 'x',
    'empty/': null,
    dangling: { link: 'nowhere' },
    lnkdir: { link: 'sub' },
  }
  using talk = await Conversation.loggedIn({ home: tree })
  spawnSync('mkfifo', [`${talk.home.path}/fifo`])
  await follow(
    talk,
    `
C: DELE  →  S: 501 No file name
C: DELE d1  →  S: 250 Deleted d1
C: DELE d1  →  S: 550 Could not delete d1: No such file or directory
C: DELE sub/d3  →  S: 250 Deleted sub/d3
C: DELE /d2  →  S: 250 Deleted /d2
C: DELE empty  →  S: 550 Could not delete empty: Invalid argument
C: DELE sub/  →  S: 550 Could not delete sub/: Invalid argument
C: DELE a\\b  →  S: 553 Prohibited file name: a\\b
C: DELE dangling  →  S: 250 Deleted dangling
C: DELE nosuch/x  →  S: 550 Could not delete nosuch/x: No such file or directory
C: DELE my file  →  S: 250 Deleted my file
C: DELE *  →  S: 550 Could not delete *: No such file or directory
C: DELE lnkdir  →  S: 250 Deleted lnkdir
C: DELE fifo  →  S: 550 Could not delete fifo: Invalid argument`,
  )
  assert.deepEqual(talk.home.names(), ['a\\b', 'empty', 'fifo', 'sub'])
})

test('the log tells the whole path, with // where the jail begins', async () => {
  using talk = await Conversation.loggedIn({ home: { 'sub/x': '1' } })
  await talk.send('CWD sub')
  await talk.send('DELE x')
  assert.deepEqual(talk.logs, [`notice Deleted ${talk.home.path}//sub/x`])
})

test('a refusal by the file system says in the log who was refused', { skip: needsRoot }, async () => {
  using talk = await Conversation.loggedIn({ home: { 'sub/inner': 'x' } })
  chownSync(talk.home.at('sub'), 0, 0)
  await follow(talk, 'C: DELE sub/inner  →  S: 550 Could not delete sub/inner: Permission denied')
  assert.deepEqual(talk.logs, ['denied EACCES'])
})

test('-K', async () => {
  using talk = await Conversation.loggedIn({ argv: ['-A', '-K'], home: { 'a.txt': 'x', 'kd/': null } })
  await follow(
    talk,
    `
C: DELE a.txt  →  S: 550 Could not delete a.txt: Operation not permitted
C: DELE nosuch  →  S: 550 Could not delete nosuch: Operation not permitted
C: RMD kd  →  S: 250 The directory was successfully removed
C: RNFR a.txt  →  S: 350 RNFR accepted - file exists, ready for destination
C: RNTO b.txt  →  S: 250 File successfully renamed or moved`,
  )
  const group = String(talk.account.gid)
  using trusted = await Conversation.loggedIn({ argv: ['-a', group, '-K'], home: { 'a.txt': 'x' } })
  assert.equal(await trusted.send('DELE a.txt'), '250 Deleted a.txt')
})
