import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §5, as measured on the reference; what differs is in spec/compat/deviations.md.

test('TYPE looks at the first letter', async () => {
  using talk = new Conversation()
  await follow(
    talk,
    `
C: TYPE
S: 501-Missing argument
S: 501-A(scii) I(mage) L(ocal)
S: 501 TYPE is now ASCII
C: TYPE A N  →  S: 200 TYPE is now ASCII
C: TYPE ANYTHING  →  S: 200 TYPE is now ASCII
C: TYPE Z
S: 504-Unknown TYPE: Z
S: 504 TYPE is now ASCII
C: TYPE L 8
S: 200-Missing argument
S: 200 TYPE is now 8-bit binary
C: TYPE a  →  S: 200 TYPE is now ASCII
C: TYPE L8  →  S: 200 TYPE is now 8-bit binary
C: TYPE L
S: 200-Missing argument
S: 200 TYPE is now 8-bit binary
C: TYPE L7
S: 504-Only 8-bit bytes are supported, we're not 10 years ago
S: 504 TYPE is now 8-bit binary
C: TYPE E
S: 504-Unknown TYPE: E
S: 504 TYPE is now 8-bit binary
C: TYPE
S: 501-Missing argument
S: 501-A(scii) I(mage) L(ocal)
S: 501 TYPE is now 8-bit binary`,
  )
  assert.equal(talk.session.transferType, 'binary')
  await talk.send('TYPE A')
  assert.equal(talk.session.transferType, 'ascii')
})

test('a TYPE sent before the login still counts', async () => {
  using talk = new Conversation()
  for (const line of ['TYPE I', 'USER joe', 'PASS secret']) await talk.send(line)
  assert.equal(talk.session.phase, 'authenticated')
  assert.equal(talk.session.transferType, 'binary')
})

test('STRU and MODE compare the whole argument', async () => {
  using talk = new Conversation()
  await follow(
    talk,
    `C: STRU  →  S: 501 Missing argument
     C: STRU f  →  S: 200 F OK
     C: STRU F x  →  S: 504 Only F(ile) is supported
     C: MODE  →  S: 501 Missing argument
     C: MODE s  →  S: 200 S OK
     C: MODE Z  →  S: 504 Please use S(tream) mode`,
  )
})
