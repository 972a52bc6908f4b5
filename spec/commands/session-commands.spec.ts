import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §1.4 and §5, as measured on the reference; what differs is in spec/compat/deviations.md.

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

test('FEAT tells what works, before and after the login', async () => {
  const feat = `
C: FEAT
S: 211-Extensions supported:
S:  UTF8
S:  EPRT
S:  IDLE
S:  MDTM
S:  SIZE
S:  MFMT
S:  REST STREAM
S:  MLST type*;size*;sizd*;modify*;UNIX.mode*;UNIX.uid*;UNIX.gid*;unique*;
S:  MLSD
S:  PRET
S:  TVFS
S:  PASV
S:  EPSV
S: 211 End.`
  using outside = new Conversation()
  await follow(outside, feat)
  using inside = await Conversation.loggedIn()
  await follow(inside, feat)
  using nat = new Conversation({ argv: ['-N'] })
  await follow(nat, feat.replace('S:  PASV\nS:  EPSV\n', ''))
  using broken = new Conversation({ argv: ['-b'] })
  await follow(broken, feat.replace('S:  EPSV\n', ''))
})

test('HELP and SITE HELP', async () => {
  using talk = await Conversation.loggedIn()
  for (const line of ['HELP', 'HELP LIST', 'SITE HELP', 'site help x']) {
    await follow(
      talk,
      `
C: ${line}
S: 214-The following SITE commands are recognized
S:  ALIAS
S:  CHMOD
S:  IDLE
S:  UTIME
S: 214 Pure-FTPd - http://pureftpd.org/`,
    )
  }
})

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

test('HTTP verbs hang up, at any time, and are logged', async () => {
  for (const verb of ['GET', 'POST', 'PUT', 'HEAD', 'CONNECT', 'OPTIONS', 'DELETE', 'get']) {
    using talk = new Conversation()
    const text = `HTTP command: [${verb.toLowerCase()}]`
    assert.equal(await talk.send(`${verb} / HTTP/1.0`), `500 ${text}`)
    assert.ok(talk.isClosed)
    assert.deepEqual(talk.logs, [`info ${text}`])
  }
  using inside = await Conversation.loggedIn()
  await inside.send('GET /')
  assert.ok(inside.isClosed)
})

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
