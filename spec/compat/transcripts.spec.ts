import { test } from 'node:test'
import type { Tree } from '../support/home.ts'
import { REFERENCE } from '../support/launch.ts'
import { startServer } from '../support/start-server.ts'
import { follow } from '../support/transcript.ts'

/**
 * Replies on which this server and the reference agree, over real connections. PURE_FTPD_UNDER_TEST=reference asks the
 * reference itself.
 */
interface Case {
  readonly what: string
  readonly argv: readonly string[]
  readonly home?: Tree
  readonly transcript: string
}

const CASES: readonly Case[] = [
  {
    what: 'login',
    argv: ['-A', '-E'],
    home: { '.banner': 'Hello\n\nlast' },
    transcript: `
C: PASS foo  →  S: 530 Please tell me who you are
C: PWD  →  S: 530 You aren't logged in
C: STRU x  →  S: 504 Only F(ile) is supported
C: USER joe  →  S: 331 User joe OK. Password required
C: PASS secret
S: 230-OK. Current directory is /
S: 230-Hello
S: 230-
S: 230 last
C: USER other  →  S: 530 You're already logged in
C: PASS x  →  S: 530 We can't do that in the current session
C: ACCT foo  →  S: 202 Please tell me who you are
C: HOST x  →  S: 500 Unknown command
C: AUTH TLS  →  S: 500 This security scheme is not implemented
C: PBSZ 0  →  S: 503 PBSZ=0
C: PROT P  →  S: 503 PROT must be preceded by a successful PBSZ command
C: CCC  →  S: 534 CCC not allowed at this point
C: QUIT
S: 221-Goodbye. You uploaded 0 and downloaded 0 kbytes.
S: 221 Logout.`,
  },
  {
    what: 'directories',
    argv: ['-A', '-E'],
    home: { 'sub/.message': 'Message line 1\r\nMessage line 2\n', 'full/x': '', lnk: { link: 'full/x' } },
    transcript: `
C: USER joe  →  S: 331 User joe OK. Password required
C: PASS secret  →  S: 230 OK. Current directory is /
C: CWD sub
S: 250-Message line 1
S: 250-Message line 2
S: 250 OK. Current directory is /sub
C: CDUP  →  S: 250 OK. Current directory is /
C: CWD ../..  →  S: 250 OK. Current directory is /
C: CWD ~joe  →  S: 550 Can't change directory to ~joe: No such file or directory
C: CWD lnk  →  S: 550 Can't change directory to lnk: Not a directory
C: MKD newd  →  S: 257 "newd" : The directory was successfully created
C: MKD newd  →  S: 550 Can't create directory: File exists
C: MKD /  →  S: 550 Can't create directory: File exists
C: MKD .  →  S: 550 Can't create directory: File exists
C: MKD␠␠  →  S: 257 "_" : The directory was successfully created
C: RMD full  →  S: 550 Can't remove directory: Directory not empty
C: RMD lnk  →  S: 550 Can't remove directory: Not a directory
C: RMD /  →  S: 550 Can't remove directory: Device or resource busy
C: RMD .  →  S: 550 Can't remove directory: Invalid argument
C: RMD newd  →  S: 250 The directory was successfully removed
C: DELE sub/  →  S: 550 Could not delete sub/: Invalid argument
C: DELE lnk  →  S: 250 Deleted lnk
C: DELE full/x/y  →  S: 550 Could not delete full/x/y: Not a directory
C: DELE full/x  →  S: 250 Deleted full/x`,
  },
  {
    what: 'names, times and permissions',
    argv: ['-A', '-E', '-x'],
    home: { a: 'hello', 'd/': null, '.dot': '', 'my file': '' },
    transcript: `
C: USER joe  →  S: 331 User joe OK. Password required
C: PASS secret  →  S: 230 OK. Current directory is /
C: RNFR a  →  S: 350 RNFR accepted - file exists, ready for destination
C: RNTO nosuch/x  →  S: 451 Rename/move failure: No such file or directory
C: RNFR /  →  S: 350 RNFR accepted - file exists, ready for destination
C: RNTO x  →  S: 451 Rename/move failure: Device or resource busy
C: RNFR a  →  S: 350 RNFR accepted - file exists, ready for destination
C: RNTO d  →  S: 451 Rename/move failure: Is a directory
C: RNFR a  →  S: 350 RNFR accepted - file exists, ready for destination
C: RNTO .b  →  S: 553 Prohibited file name: .b
C: RNTO b/  →  S: 451 Rename/move failure: Not a directory
C: RNFR .dot  →  S: 553 Prohibited file name: .dot
C: DELE .dot  →  S: 553 Prohibited file name: .dot
C: MKD ...  →  S: 553 Prohibited directory name
C: SIZE a  →  S: 213 5
C: SIZE d  →  S: 550 I can only retrieve regular files
C: MFMT 20200102030405 my file  →  S: 213 UTIME OK
C: MDTM my file  →  S: 213 20200102030405
C: SITE UTIME d 20230101010101 20230101010101 20230303030303 UTC  →  S: 213 UTIME OK
C: SITE CHMOD 4751 a  →  S: 200 Permissions changed on a
C: SITE CHMOD 644 nosuch  →  S: 550 Could not change perms on nosuch: No such file or directory
C: SITE IDLE 60 x  →  S: 501 Garbage found after value :  x
C: SITE nosuch  →  S: 500 SITE nosuch is an unknown extension
C: REST 5  →  S: 350 Restarting at 5. But we're in ASCII mode
C: TYPE I  →  S: 200 TYPE is now 8-bit binary
C: REST +5  →  S: 350 Restarting at 5
C: ALLO  →  S: 501 Can't find file size
C: ALLO 100 R 10  →  S: 200 A L'HUILE
C: PRET RETR a  →  S: 200 Ready to proceed
C: GET /  →  S: 500 HTTP command: [get]`,
  },
]

const skip = process.getuid?.() !== 0 && REFERENCE ? 'the reference needs root' : false
for (const { what, argv, home = {}, transcript } of CASES) {
  test(what, { skip }, async () => {
    await using server = await startServer({ argv, home })
    await using client = await server.connect()
    await follow(client, transcript)
  })
}
