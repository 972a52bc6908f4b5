import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Kernel, UserEntry } from '../../lib/kernel/kernel.ts'
import { openKernel } from '../../lib/kernel/open-kernel.ts'
import { Conversation, type Setup } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §3.3 and §15, as measured on the reference.

/** A server on a system whose account `ftp` lives in the home of the conversation. */
function open(setup: Setup = {}, ftp: Partial<UserEntry> | undefined = {}): Conversation {
  const kernel = openKernel()
  let home = ''
  const names = {
    ...kernel.names,
    userByName: (name: string): UserEntry | undefined => {
      const { uid, gid } = talk.account
      const entry = { name, password: '*', uid, gid, gecos: '', home, shell: '/bin/false' }
      return name === 'ftp' && ftp ? { ...entry, ...ftp } : undefined
    },
    groupsOf: () => [],
  }
  const talk: Conversation = new Conversation({ ...setup, kernel: { ...kernel, names } satisfies Kernel })
  home = talk.home.path
  return talk
}

test('USER alone logs in', async () => {
  using talk = open({ argv: ['-H'] })
  await follow(
    talk,
    `
C: USER anonymous  →  S: 230 Anonymous user logged in
C: PASS me@x  →  S: 230 Any password will work
C: PASS  →  S: 230 Any password will work
C: USER anonymous  →  S: 230 Anonymous user logged in
C: USER jane  →  S: 230 Anonymous user logged in
C: CWD ~  →  S: 250 OK. Current directory is /
C: CWD ~ftp  →  S: 550 Can't change directory to ~ftp: No such file or directory`,
  )
  assert.equal(talk.logs[0], 'info Anonymous user logged in')
})

for (const name of ['ftp', 'FTP', 'Anonymous', '']) {
  test(`USER ${name} is anonymous`, async () => {
    using talk = open({ argv: ['-H'] })
    assert.equal(await talk.send(`USER ${name}`), '230 Anonymous user logged in')
  })
}

test('USER _ftp is a user, and under -e everybody is anonymous', async () => {
  using talk = open({ argv: ['-H'] })
  assert.equal(await talk.send('USER _ftp'), '331 User _ftp OK. Password required')
  using only = open({ argv: ['-e'] })
  await follow(
    only,
    `
C: USER jane  →  S: 230 Anonymous user logged in
C: PASS secret123  →  S: 230 Any password will work`,
  )
})

test('-b pretends to wait for a password', async () => {
  using talk = open({ argv: ['-b'], home: { '.banner': 'Welcome' } })
  await follow(
    talk,
    `
C: USER ftp
S: 331-Welcome
S: 331 Any password will work
C: PWD  →  S: 257 "/" is your current location
C: PASS x  →  S: 230 Any password will work
C: USER ftp  →  S: 331 Any password will work
C: USER jane  →  S: 331 Any password will work`,
  )
})

test('the banner comes before the last line', async () => {
  using talk = open({ argv: ['-H'], home: { '.banner': 'One\nTwo\n' } })
  assert.equal(await talk.send('USER ftp'), '230-One\n230-Two\n230 Anonymous user logged in')
})

test('a home of ftp that is missing ends the session', async () => {
  using talk = open({ argv: ['-H'] }, { home: '/no/such/directory' })
  Object.assign(talk, { anonymousHome: undefined })
  // Without root there is no other account to be than our own, whose directory this is not.
  const expected = talk.kernel.credentials.canSwitch
    ? "421 Can't change directory to /no/such/directory/ [/]"
    : '421 Unable to set up secure anonymous FTP'
  assert.equal(await talk.send('USER ftp'), expected)
  assert.ok(talk.isClosed)
})

test('no account of that kind ends the session', async () => {
  using talk = open({ argv: ['-H'] }, undefined)
  const names = { ...talk.kernel.names, userByName: () => undefined }
  Object.assign(talk, { kernel: { ...talk.kernel, names }, anonymousHome: undefined })
  assert.equal(await talk.send('USER ftp'), '421 Unable to set up secure anonymous FTP')
  assert.deepEqual(talk.logs, ['error Unable to set up secure anonymous FTP'])
})

const TREE = { 'incoming/uploaded': 'x', 'hello.txt': 'x', '.dotd/': null, '.dot': 'x' }

test('what anonymous users may not do', async () => {
  using talk = open({ argv: ['-H'], home: TREE })
  await follow(
    talk,
    `
C: USER ftp  →  S: 230 Anonymous user logged in
C: CWD .dotd  →  S: 553 Prohibited file name: .dotd
C: MKD incoming/x  →  S: 550 Sorry, anonymous users are not allowed to create directories
C: RMD incoming  →  S: 550 Sorry, anonymous users are not allowed to remove directories
C: DELE incoming/uploaded  →  S: 550 Anonymous users can not delete files
C: DELE  →  S: 501 No file name
C: RNFR incoming/uploaded  →  S: 550 Anonymous users are not allowed to move/rename files
C: RNTO x  →  S: 550 Anonymous users are not allowed to move/rename files
C: SITE CHMOD 600 hello.txt  →  S: 550 Anonymous users can not change perms
C: MFMT 20200101000000 hello.txt  →  S: 550 Anonymous users can not change perms
C: SITE UTIME 20200101000000 hello.txt  →  S: 550 Anonymous users can not change perms`,
  )
})

test('-M lets them make directories, -z lets them into dot files', async () => {
  using talk = open({ argv: ['-M', '-z'], home: TREE })
  await follow(
    talk,
    `
C: USER ftp  →  S: 230 Anonymous user logged in
C: MKD incoming/q  →  S: 257 "incoming/q" : The directory was successfully created
C: RMD incoming/q  →  S: 550 Sorry, anonymous users are not allowed to remove directories
C: MKD .q  →  S: 553 Prohibited directory name
C: CWD .dotd  →  S: 250 OK. Current directory is /.dotd`,
  )
})
