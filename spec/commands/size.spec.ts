import { spawnSync } from 'node:child_process'
import { utimesSync } from 'node:fs'
import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// SIZE, MDTM and PRET: commands.md §10.5 and §7.6, as measured on the reference.

const TREE = {
  'hello.txt': 'hello\nworld\n',
  dated: 'x',
  'sub/': null,
  lnk: { link: 'hello.txt' },
  'tr ': 'x',
  '.hid': 'x',
}

test('SIZE and MDTM', async () => {
  using talk = await Conversation.loggedIn({ argv: ['-A', '-X'], home: TREE })
  spawnSync('mkfifo', [`${talk.home.path}/fifo`])
  utimesSync(talk.home.at('dated'), 1_000_000_000, 1_000_000_000)
  await follow(
    talk,
    `
C: SIZE hello.txt  →  S: 213 12
C: TYPE I  →  S: 200 TYPE is now 8-bit binary
C: SIZE hello.txt  →  S: 213 12
C: SIZE sub  →  S: 550 I can only retrieve regular files
C: SIZE nosuch  →  S: 550 Can't check for file existence
C: SIZE  →  S: 501 Missing argument
C: SIZE lnk  →  S: 213 12
C: SIZE tr␠  →  S: 213 1
C: SIZE tr  →  S: 550 Can't check for file existence
C: SIZE  tr␠  →  S: 550 Can't check for file existence
C: SIZE .hid  →  S: 213 1
C: MDTM sub  →  S: 550 I can only retrieve regular files
C: MDTM nosuch  →  S: 550 Can't check for file existence
C: MDTM  →  S: 501 Missing argument
C: MDTM dated  →  S: 213 20010909014640
C: MDTM 20200101000000 dated  →  S: 550 Can't check for file existence
C: MDTM dated␠  →  S: 550 Can't check for file existence
C: MDTM fifo  →  S: 550 I can only retrieve regular files`,
  )
})

test('PRET judges RETR only', async () => {
  using talk = await Conversation.loggedIn({ home: TREE })
  spawnSync('mkfifo', [`${talk.home.path}/fifo`])
  await follow(
    talk,
    `
C: PRET  →  S: 200 Ready to proceed
C: PRET LIST  →  S: 200 Ready to proceed
C: PRET RETR hello.txt  →  S: 200 Ready to proceed
C: PRET RETR lnk  →  S: 200 Ready to proceed
C: PRET retr nosuch  →  S: 550 Sorry, but that file doesn't exist
C: PRET RETR sub  →  S: 550 Sorry, but that file doesn't exist
C: PRET RETR fifo  →  S: 550 Sorry, but that file doesn't exist
C: PRET RETR␠  →  S: 550 Sorry, but that file doesn't exist
C: PRET RETR  →  S: 200 Ready to proceed`,
  )
})
