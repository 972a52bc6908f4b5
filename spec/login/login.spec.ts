import assert from 'node:assert/strict'
import { mkdirSync, statSync } from 'node:fs'
import { test } from 'node:test'
import type { Uid } from '../../lib/core/units.ts'
import { Conversation, type Setup } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §3.1 to §3.3, as measured on the reference.

const needsRoot = process.getuid?.() === 0 ? false : 'needs root: a home that belongs to somebody else'

test('USER and PASS', async () => {
  using talk = new Conversation({ argv: ['-A', '-E'] })
  await follow(
    talk,
    `
C: PASS foo  →  S: 530 Please tell me who you are
C: USER  two spaces  →  S: 331 User  two spaces OK. Password required
C: USER joe  →  S: 331 User joe OK. Password required
C: PASS secret  →  S: 230 OK. Current restricted directory is /
C: USER joe  →  S: 530 You're already logged in
C: USER other  →  S: 530 You're already logged in
C: PASS x  →  S: 530 We can't do that in the current session
C: USER  →  S: 530 You're already logged in
C: ACCT foo  →  S: 202 Please tell me who you are
C: REIN  →  S: 500 Unknown command
C: PWD  →  S: 257 "/" is your current location`,
  )
  assert.deepEqual(talk.logs, ['info joe is now logged in', "debug We can't do that in the current session"])
})

test('an empty name under -E ends the session, but not with -b', async () => {
  using talk = new Conversation({ argv: ['-E'] })
  await follow(talk, 'C: USER  →  S: 530 This is a private system - No anonymous login')
  assert.ok(talk.isClosed)
  using broken = new Conversation({ argv: ['-E', '-b', '-A'] })
  await follow(
    broken,
    `
C: USER  →  S: 331 User  OK. Password required
C: PASS x  →  S: 530 Please tell me who you are
C: USER joe  →  S: 331 User joe OK. Password required
C: PASS secret  →  S: 230 OK. Current restricted directory is /`,
  )
})

test('under -E anonymous and ftp are names like others', async () => {
  using talk = new Conversation({ argv: ['-E'] })
  await follow(
    talk,
    `
C: USER anonymous  →  S: 331 User anonymous OK. Password required
C: PASS x@  →  S: 530 Login authentication failed
C: USER ftp  →  S: 331 User ftp OK. Password required`,
  )
})

test('names are cut, and long passwords are refused without being counted', async () => {
  using talk = new Conversation({ argv: ['-E'] })
  assert.equal(await talk.send(`USER ${'u'.repeat(200)}`), `331 User ${'u'.repeat(127)} OK. Password required`)
  assert.equal(await talk.send(`PASS ${'p'.repeat(512)}`), '530 Line too long')
  assert.deepEqual(talk.pauses, [])
  assert.equal(await talk.send(`PASS ${'p'.repeat(511)}`), '530 Login authentication failed')
})

test('each wrong password is answered later than the one before; the sixth is the last', async () => {
  using talk = new Conversation({ argv: ['-E'] })
  await talk.send('USER joe')
  for (let k = 1; k <= 6; k++) {
    talk.pauses.length = 0
    assert.equal(await talk.send('PASS wrong'), '530 Login authentication failed')
    const [after = -1] = talk.pauses
    assert.ok(after >= 3000 * k && after <= 3000 * k + 3000, `${after} ms after failure ${k}`)
    assert.equal(talk.isClosed, k === 6)
  }
  const warnings = talk.logs.filter((line) => !line.startsWith('info'))
  assert.deepEqual(warnings, [
    ...Array.from({ length: 5 }, () => 'warning Authentication failed for user [joe]'),
    'error Too many authentication failures',
  ])
})

test('a failure is logged before the client waits, with the reason on a line of its own', async () => {
  using talk = new Conversation({ argv: ['-E'] })
  let loggedBeforeWait: readonly string[] = []
  talk.pause = (ms) => {
    if (ms >= 3000) loggedBeforeWait = [...talk.logs]
    return Promise.resolve()
  }
  await talk.send('USER nobody')
  await talk.send('PASS x')
  assert.deepEqual(loggedBeforeWait, [
    'warning Authentication failed for user [nobody]',
    'info Login of [nobody] refused: nobody knows',
  ])
})

test('wrong passwords are counted over several users, and a right one is still taken', async () => {
  using talk = new Conversation({ argv: ['-A', '-E'] })
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    await talk.send(`USER ${name}`)
    await talk.send('PASS x')
  }
  await talk.send('USER joe')
  assert.equal(await talk.send('PASS secret'), '230 OK. Current restricted directory is /')
})

test('a back end that is broken ends the session with its text', async () => {
  using talk = new Conversation({ argv: ['-E'] })
  await talk.send('USER broken')
  assert.equal(await talk.send('PASS x'), '421 The database is gone')
  assert.ok(talk.isClosed)
  assert.deepEqual(talk.logs, ['error The database is gone'])
})

test('-u: the password is right, the uid too low', async () => {
  using talk = new Conversation({ argv: ['-u', '100000'], account: { uid: 90 as Uid } })
  await talk.send('USER joe')
  assert.equal(await talk.send('PASS secret'), "530 Sorry, but I can't trust you")
  assert.deepEqual(talk.logs, ["warning Can't login as [joe]: account disabled (uid < 100000)"])
  for (let k = 1; k <= 5; k++) await talk.send('PASS wrong')
  assert.equal(await talk.send('PASS secret'), '530 Login authentication failed')
  assert.ok(talk.isClosed)
})

/** What PASS answers, with `HOME` for the path of the home. */
async function welcome(setup: Setup): Promise<string> {
  using talk = new Conversation(setup)
  await talk.send('USER joe')
  return (await talk.send('PASS secret')).replaceAll(talk.directory, 'DIR')
}

test('what a login is told', async () => {
  assert.equal(await welcome({ argv: ['-E'] }), '230 OK. Current directory is DIR/joe')
  assert.equal(await welcome({ argv: ['-E', '-A'] }), '230 OK. Current restricted directory is /')
  const group = String(process.getuid?.() === 0 ? 2001 : process.getgid?.())
  assert.equal(await welcome({ argv: ['-E', '-a', group] }), '230 OK. Current directory is DIR/joe')
  assert.equal(
    await welcome({ argv: ['-E', '-A', '-w'], home: { '.banner': 'Hello\nthere\x07\n\nlast' } }),
    [
      '230-This server supports FXP transfers',
      '230-OK. Current restricted directory is /',
      '230-Hello',
      '230-there_',
      '230-',
      '230 last',
    ].join('\n'),
  )
  const limits = { uploadRate: 1000, ratioUpload: 1, ratioDownload: 5 }
  assert.equal(
    await welcome({ argv: ['-A', '-W'], account: { limits } }),
    [
      '230-Your bandwidth usage is restricted',
      '230-You must respect a 1:5 (UL/DL) ratio',
      '230 OK. Current restricted directory is /',
    ].join('\n'),
  )
})

test('a home with /./ is a jail, and the session starts below its root', async () => {
  using talk = new Conversation({ argv: ['-E'], home: { 'sub/': null } })
  Object.assign(talk.account, { home: `${talk.directory}/./joe` })
  await follow(
    talk,
    `
C: USER joe  →  S: 331 User joe OK. Password required
C: PASS secret  →  S: 230 OK. Current directory is /joe
C: PWD  →  S: 257 "/joe" is your current location
C: CDUP  →  S: 250 OK. Current directory is /
C: CWD joe  →  S: 250 OK. Current directory is /joe
C: CWD ~  →  S: 250 OK. Current directory is /`,
  )
})

test('a missing home ends the session, unless -j makes it', async () => {
  for (const home of ['missing', '']) {
    using talk = new Conversation({ argv: ['-A'], account: { home } })
    await talk.send('USER joe')
    assert.equal(await talk.send('PASS secret'), '421 Home directory not available - aborting')
    assert.ok(talk.isClosed)
    assert.ok(talk.logs.includes('error Home directory not available - aborting'))
  }
})

for (const [what, flags, below] of [
  ['-A', ['-A', '-j'], ''],
  ['without confinement', ['-j', '-U', '022:027'], ''],
  ['with /./', ['-j'], '/./inside'],
] as const) {
  test(`-j makes a home ${what}`, { skip: needsRoot }, async () => {
    using talk = new Conversation({ argv: flags })
    Object.assign(talk.account, { home: `${talk.directory}/made/for/joe${below}` })
    await talk.send('USER joe')
    assert.match(await talk.send('PASS secret'), /^230 OK/)
    const { mode, uid, gid } = statSync(talk.account.home)
    assert.deepEqual([mode & 0o7777, uid, gid], [flags.length > 2 ? 0o750 : 0o755, 2001, 2001])
    const parent = statSync(`${talk.directory}/made/for`)
    assert.deepEqual([parent.mode & 0o7777, parent.uid, parent.gid], [0o755, 0, 0])
  })
}

test('the way to a home may be closed to its user, as for the reference', { skip: needsRoot }, async () => {
  using talk = new Conversation({ argv: ['-A'] })
  mkdirSync(`${talk.directory}/closed/joe`, { recursive: true, mode: 0o700 })
  Object.assign(talk.account, { home: `${talk.directory}/closed/joe` })
  await talk.send('USER joe')
  assert.equal(await talk.send('PASS secret'), '230 OK. Current restricted directory is /')
})
