import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §5, as measured on the reference; what differs is in spec/compat/deviations.md.

test('OPTS', async () => {
  using talk = new Conversation()
  await follow(
    talk,
    `C: OPTS UTF8 ON  →  S: 200 OK, UTF-8 enabled
     C: OPTS utf-8 on  →  S: 200 OK, UTF-8 enabled
     C: OPTS UTF8  →  S: 200 OK, UTF-8 enabled
     C: OPTS UTF8 OFF  →  S: 504 Unknown command
     C: OPTS UTF-8 NLST  →  S: 504 Unknown command
     C: OPTS  →  S: 504 Unknown command
     C: OPTS EPSV x  →  S: 504 Unknown command
     C: OPTS MLSTtype;  →  S: 504 Unknown command
     C: OPTS MLST type;size;  →  S: 200 MLST OPTS type;size;
     C: OPTS mlst Unix.Mode*;TYPE;nonsense;;  →  S: 200 MLST OPTS type;UNIX.mode;
     C: OPTS MLST␠  →  S: 200 MLST OPTS
     C: OPTS MLST  →  S: 200 MLST OPTS`,
  )
})

test('OPTS MLST holds for FEAT and MLST (RFC 3659 §7.9)', async () => {
  using talk = await Conversation.loggedIn({ home: { 'a b': 'xyz' } })
  await follow(
    talk,
    `
C: OPTS MLST size;Type;  →  S: 200 MLST OPTS type;size;
C: MLST a b
S: 250-Begin
S:  type=file;size=3; a b
S: 250 End.`,
  )
  assert.match(await talk.send('FEAT'), /\n MLST type\*;size\*;sizd;modify;/)
})
