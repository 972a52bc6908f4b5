import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §8.7, as measured on the reference.
test('ALLO', async () => {
  using talk = await Conversation.loggedIn()
  await follow(
    talk,
    `
C: ALLO  →  S: 501 Can't find file size
C: ALLO 0  →  S: 200 A L'HUILE
C: ALLO 100 R 10  →  S: 200 A L'HUILE
C: ALLO abc  →  S: 200 A L'HUILE
C: ALLO -  →  S: 200 A L'HUILE
C: ALLO -1  →  S: 501 Can't find file size
C: ALLO 99999999999999  →  S: 552 Disk full - please upload later`,
  )
})
