import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §6, as measured on the reference.

const TREE = { 'sub/inner/': null, 'file.txt': 'x', 'a\\b/': null, 'quo"te/': null, lnk: { link: 'file.txt' } }

test('CWD, CDUP and PWD', async () => {
  using talk = await Conversation.loggedIn({ home: { ...TREE, into: { link: 'sub/inner' } } })
  await follow(
    talk,
    `
C: PWD  →  S: 257 "/" is your current location
C: CWD sub  →  S: 250 OK. Current directory is /sub
C: CWD ..  →  S: 250 OK. Current directory is /
C: CWD ../..  →  S: 250 OK. Current directory is /
C: CWD /sub/../sub/.  →  S: 250 OK. Current directory is /sub
C: XPWD  →  S: 257 "/sub" is your current location
C: CWD  →  S: 250 OK. Current directory is /
C: CWD ~/sub  →  S: 250 OK. Current directory is /sub
C: CWD ~  →  S: 250 OK. Current directory is /
C: CWD ~mary  →  S: 550 Can't change directory to ~mary: No such file or directory
C: CWD nosuch  →  S: 550 Can't change directory to nosuch: No such file or directory
C: CWD a\\b  →  S: 553 Prohibited file name: a\\b
C: CDUP junk  →  S: 250 OK. Current directory is /
C: CWD  sub  →  S: 550 Can't change directory to  sub: No such file or directory
C: CWD lnk  →  S: 550 Can't change directory to lnk: Not a directory
C: CWD into  →  S: 250 OK. Current directory is /sub/inner
C: XCUP  →  S: 250 OK. Current directory is /sub
C: XCWD ../quo"te  →  S: 250 OK. Current directory is /quo"te
C: PWD  →  S: 257 "/quo""te" is your current location`,
  )
  assert.ok(talk.logs.includes("info Can't change directory to nosuch: No such file or directory"))
})

test('outside a jail ~ is the home, and ~name somebody else’s', async () => {
  using talk = await Conversation.loggedIn({ argv: ['-E'], account: { slowTilde: false } })
  const root = talk.kernel.names.userByUid(0)?.home ?? '/root'
  assert.equal(await talk.send('CWD /'), '250 OK. Current directory is /')
  assert.equal(await talk.send('CWD'), `250 OK. Current directory is ${talk.home.path}`)
  assert.equal(await talk.send('CWD ~/..'), `250 OK. Current directory is ${talk.directory}`)
  const answer = await talk.send('CWD ~root')
  assert.ok(
    [`250 OK. Current directory is ${root}`, "550 Can't change directory to ~root: Permission denied"].includes(answer),
  )
  await follow(talk, "C: CWD ~nosuch  →  S: 550 Can't change directory to ~nosuch: No such file or directory")
  using slow = await Conversation.loggedIn({ argv: ['-E'] })
  await follow(slow, "C: CWD ~root  →  S: 550 Can't change directory to ~root: No such file or directory")
})

test('in a jail ~name is an ordinary name', async () => {
  using talk = await Conversation.loggedIn({ account: { slowTilde: false }, home: { '~root/': null } })
  assert.equal(await talk.send('CWD ~root'), '250 OK. Current directory is /~root')
})

test('.message is shown, through links too, and never a FIFO or a directory', async () => {
  const tree = {
    'sub/.message': 'Message line 1\r\nMessage line 2\n',
    'other/.message': { link: '../sub/.message' },
    'odd/.message/': null,
  }
  using talk = await Conversation.loggedIn({ home: tree })
  await follow(
    talk,
    `
C: CWD /sub
S: 250-Message line 1
S: 250-Message line 2
S: 250 OK. Current directory is /sub
C: CDUP  →  S: 250 OK. Current directory is /
C: CWD odd  →  S: 250 OK. Current directory is /odd
C: CWD ../other
S: 250-Message line 1
S: 250-Message line 2
S: 250 OK. Current directory is /other`,
  )
})

test('failed CWDs in a row take longer and longer; the 51st closes with a reply', async () => {
  using talk = await Conversation.loggedIn()
  for (let n = 1; n <= 50; n++)
    await follow(talk, `C: CWD no${n}  →  S: 550 Can't change directory to no${n}: No such file or directory`)
  assert.deepEqual(
    talk.pauses,
    Array.from({ length: 49 }, (_, i) => (i + 1) * 100),
  )
  assert.match(await talk.send('CWD no51'), /^421 /)
  assert.ok(talk.isClosed)
})

for (const success of ['CWD /', 'CDUP', 'MKD made']) {
  test(`${success} ends a row of failed CWDs`, async () => {
    using talk = await Conversation.loggedIn()
    await talk.send('CWD no')
    await talk.send('CWD no')
    assert.deepEqual(talk.pauses, [100])
    await talk.send(success)
    await talk.send('CWD no')
    assert.deepEqual(talk.pauses, [100])
  })
}

test('dot files: -X keeps users out of them, trusted users go in', async () => {
  const home = { '.dotdir/.deeper/': null }
  using allowed = await Conversation.loggedIn({ argv: ['-A', '-x'], home })
  assert.equal(await allowed.send('CWD .dotdir'), '250 OK. Current directory is /.dotdir')
  using refused = await Conversation.loggedIn({ argv: ['-A', '-X'], home })
  await follow(refused, 'C: CWD ~/.dotdir  →  S: 553 Prohibited file name: ~/.dotdir')
})
