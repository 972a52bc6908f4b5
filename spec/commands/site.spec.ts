import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localTime } from '../../lib/commands/site/time.ts'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §11 and §16, as measured on the reference; §20 rows 47 and 48 differ.

test('SITE', async () => {
  using talk = await Conversation.loggedIn()
  await follow(
    talk,
    `
C: SITE  →  S: 500 SITE: Missing argument
C: SITE␠␠  →  S: 500 SITE: Missing argument
C: SITE foo  →  S: 500 SITE foo is an unknown extension
C: SITE FOO bar  →  S: 500 SITE FOO is an unknown extension
C: SITE ALIAS  →  S: 502 Configuration error
C: SITE ALIAS nosuch  →  S: 502 Unknown alias nosuch.`,
  )
  assert.match(await talk.send('SITE TIME'), /^211 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  assert.equal(localTime(new Date(2026, 0, 2, 3, 4, 5)), '2026-01-02 03:04:05')
})

test('SITE IDLE', async () => {
  using talk = await Conversation.loggedIn()
  await follow(
    talk,
    `
C: SITE IDLE  →  S: 501 SITE IDLE: Missing argument
C: SITE IDLE abc  →  S: 501 Garbage found after value : abc
C: SITE IDLE 60 x  →  S: 501 Garbage found after value :  x
C: SITE IDLE 60␠  →  S: 501 Garbage found after value :␠␠
C: SITE IDLE -1  →  S: 501 Value too large
C: SITE IDLE 2521  →  S: 501 Value too large
C: SITE IDLE 0  →  S: 501 Value too small
C: SITE idle 0x10  →  S: 501 Garbage found after value : x10`,
  )
  assert.equal(talk.idleSeconds, 900)
  await follow(talk, 'C: SITE IDLE 2520  →  S: 200 Idle time set to 2520 seconds')
  assert.equal(talk.idleSeconds, 2520)
  await follow(talk, 'C: SITE  IDLE +5  →  S: 200 Idle time set to 5 seconds')
  assert.equal(talk.idleSeconds, 5)
})
