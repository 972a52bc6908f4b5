import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §10.4, as measured on the reference.

test('RNFR and RNTO', async () => {
  using talk = await Conversation.loggedIn({ home: { r1: '1', r2: '2', 'sub/': null } })
  await follow(
    talk,
    `
C: RNTO x  →  S: 503 Need RNFR before RNTO
C: RNFR  →  S: 550 No file name
C: RNTO  →  S: 550 No file name
C: RNFR nosuch  →  S: 550 Sorry, but that file doesn't exist
C: RNTO x  →  S: 503 Need RNFR before RNTO
C: RNFR r1  →  S: 350 RNFR accepted - file exists, ready for destination
C: RNTO  →  S: 550 No file name
C: RNTO r3  →  S: 250 File successfully renamed or moved
C: RNTO r4  →  S: 503 Need RNFR before RNTO
C: RNFR r3  →  S: 350 RNFR accepted - file exists, ready for destination
C: RNFR r2
S: 350-Aborting previous rename operation
S: 350 RNFR accepted - file exists, ready for destination
C: RNFR nosuch  →  S: 550 Sorry, but that file doesn't exist
C: RNTO r5  →  S: 250 File successfully renamed or moved
C: RNFR r5  →  S: 350 RNFR accepted - file exists, ready for destination
C: PWD  →  S: 257 "/" is your current location
C: RNTO r3  →  S: 250 File successfully renamed or moved
C: RNFR r3  →  S: 350 RNFR accepted - file exists, ready for destination
C: RNTO nosuchdir/x  →  S: 451 Rename/move failure: No such file or directory
C: RNTO r9  →  S: 503 Need RNFR before RNTO
C: RNFR r3  →  S: 350 RNFR accepted - file exists, ready for destination
C: RNTO sub  →  S: 451 Rename/move failure: Is a directory
C: RNFR sub  →  S: 350 RNFR accepted - file exists, ready for destination
C: RNTO sub/in  →  S: 451 Rename/move failure: Invalid argument
C: RNFR r3  →  S: 350 RNFR accepted - file exists, ready for destination
C: RNTO a\\b  →  S: 553 Prohibited file name: a\\b
C: RNTO ./x/../␠r7␠  →  S: 250 File successfully renamed or moved
C: RNFR sub  →  S: 350 RNFR accepted - file exists, ready for destination
C: RNTO sub9  →  S: 250 File successfully renamed or moved`,
  )
  assert.deepEqual(talk.home.names(), ['_r7_', 'sub9'])
  assert.equal(talk.home.text('_r7_'), '2', 'what was at the destination is replaced')
})

test('the source is where RNFR found it, whatever the directory is now', async () => {
  using talk = await Conversation.loggedIn({ home: { 'a/f': '1', 'b/': null } })
  for (const line of ['CWD a', 'RNFR f', 'CWD ../b']) await talk.send(line)
  assert.equal(await talk.send('RNTO g'), '250 File successfully renamed or moved')
  assert.deepEqual(talk.home.names('b'), ['g'])
  assert.deepEqual(talk.logs, ['notice File successfully renamed or moved: [f]->[g]'])
})

test('an empty directory is replaced', async () => {
  using talk = await Conversation.loggedIn({ home: { 'e1/': null, 'e2/': null } })
  await talk.send('RNFR e1')
  assert.equal(await talk.send('RNTO e2'), '250 File successfully renamed or moved')
  assert.deepEqual(talk.home.names(), ['e2'])
})

test('links are renamed, not what they lead to', async () => {
  using talk = await Conversation.loggedIn({ home: { dangling: { link: 'nowhere' } } })
  assert.equal(await talk.send('RNFR dangling'), '350 RNFR accepted - file exists, ready for destination')
  await talk.send('RNTO moved')
  assert.deepEqual(talk.home.names(), ['moved'])
})

test('-G', async () => {
  using talk = await Conversation.loggedIn({ argv: ['-A', '-G'], home: { 'a.txt': 'x' } })
  await follow(
    talk,
    `
C: RNFR a.txt  →  S: 550 Rename/move failure
C: RNTO x  →  S: 503 Need RNFR before RNTO
C: RNFR nosuch  →  S: 550 Rename/move failure`,
  )
  assert.deepEqual(talk.logs, ['info RNFR refused: -G', 'info RNFR refused: -G'])
})
