import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §3.5, as measured on the reference; what differs is in spec/compat/deviations.md.

test('QUIT counts kilobytes, rounded up', async () => {
  using talk = await Conversation.loggedIn()
  Object.assign(talk.totals, { uploaded: 1025, downloaded: 1024 })
  await follow(
    talk,
    `
C: QUIT now
S: 221-Goodbye. You uploaded 2 and downloaded 1 kbytes.
S: 221 Logout.`,
  )
  assert.ok(talk.isClosed)
  assert.deepEqual(talk.logs, ['info Logout.'])
})
