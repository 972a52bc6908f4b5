import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §1.4, §5 and §12, as measured on the reference; what differs is in spec/compat/deviations.md.

test('before the login only a few verbs are known', async () => {
  using talk = new Conversation()
  const refused = ['LANG en', 'XYZZY', 'REIN', 'ABOR', 'STAT', 'SITE HELP', 'PASV', 'CHMOD', 'REST 1', 'ALLO 1']
  for (const line of refused) await follow(talk, `C: ${line}  →  S: 530 You aren't logged in`)
  await follow(
    talk,
    `C: HOST x  →  S: 500 Unknown command
     C: NOOP  →  S: 200 Zzz...
     C: NOOP  extra args  →  S: 200 Zzz...
     C: SYST x  →  S: 215 UNIX Type: L8
     C: ACCT  →  S: 202 Please tell me who you are
     C: ACCT foo  →  S: 202 Please tell me who you are
     C: STRU F  →  S: 200 F OK
     C: MODE S  →  S: 200 S OK`,
  )
})

test('after the login unknown verbs are unknown', async () => {
  using talk = await Conversation.loggedIn()
  const unknown = ['HOST x', 'LANG en', 'CLNT x', 'REIN', 'MFCT 20200101000000 x', 'XDBG', 'PATCH x', 'ESTA', 'ESTP']
  for (const line of unknown) await follow(talk, `C: ${line}  →  S: 500 Unknown command`)
})

test('without TLS (commands.md §12)', async () => {
  using talk = new Conversation()
  await follow(
    talk,
    `C: AUTH TLS  →  S: 500 This security scheme is not implemented
     C: AUTH  →  S: 500 This security scheme is not implemented
     C: ADAT x  →  S: 500 This security scheme is not implemented
     C: PBSZ 0  →  S: 503 PBSZ=0
     C: PROT P  →  S: 503 PROT must be preceded by a successful PBSZ command
     C: CCC  →  S: 534 CCC not allowed at this point`,
  )
})
