import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §8.1, as measured on the reference. What transfers do with the offset is in their own specs.

const restartOf = ({ session }: Conversation): number => (session.phase === 'authenticated' ? session.restartAt : -1)

test('REST in ASCII type', async () => {
  using talk = await Conversation.loggedIn()
  await follow(
    talk,
    `
C: REST  →  S: 501 No restart point
C: REST 0  →  S: 350 Restarting at 0
C: REST 5  →  S: 350 Restarting at 5. But we're in ASCII mode`,
  )
  assert.equal(restartOf(talk), 5)
  assert.deepEqual(talk.logs, [])
})

for (const text of ['abc', '-1', '1x', '5 ', '9223372036854775808', '99999999999999999999']) {
  test(`REST ${text} is refused, and puts the offset back`, async () => {
    using talk = await Conversation.loggedIn()
    for (const line of ['TYPE I', 'REST 7']) await talk.send(line)
    await follow(
      talk,
      `
C: REST ${text}
S: 554-REST needs a numeric parameter
S: 554 Restart offset reset to 0`,
    )
    assert.equal(restartOf(talk), 0)
  })
}

test('REST in binary type is logged, and outlives other commands', async () => {
  using talk = await Conversation.loggedIn()
  await follow(
    talk,
    `
C: TYPE I  →  S: 200 TYPE is now 8-bit binary
C: REST 9223372036854775807  →  S: 350 Restarting at 9223372036854775807
C: REST 0006  →  S: 350 Restarting at 6
C: PWD  →  S: 257 "/" is your current location`,
  )
  assert.equal(restartOf(talk), 6)
  assert.deepEqual(talk.logs, ['notice Restarting at 9223372036854775807', 'notice Restarting at 6'])
  await talk.send('REST')
  assert.equal(restartOf(talk), 0)
})
