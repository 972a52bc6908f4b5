import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// MKD and RMD: commands.md §10.1 and §10.2, as measured on the reference.

test('MKD and RMD', async () => {
  using talk = await Conversation.loggedIn({ home: { 'hello.txt': 'x', lnk: { link: 'hello.txt' } } })
  await follow(
    talk,
    `
C: MKD  →  S: 501 No directory name
C: MKD newd  →  S: 257 "newd" : The directory was successfully created
C: MKD newd  →  S: 550 Can't create directory: File exists
C: MKD newd/y/z  →  S: 550 Can't create directory: No such file or directory
C: XMKD /newd/abs  →  S: 257 "/newd/abs" : The directory was successfully created
C: MKD x/..  →  S: 553 Prohibited directory name
C: MKD␠␠  →  S: 257 "_" : The directory was successfully created
C: MKD quo"te  →  S: 257 "quo""te" : The directory was successfully created
C: MKD a\\b  →  S: 553 Prohibited directory name
C: RMD  →  S: 550 No directory name
C: RMD newd  →  S: 550 Can't remove directory: Directory not empty
C: RMD newd/abs  →  S: 250 The directory was successfully removed
C: RMD nosuch  →  S: 550 Can't remove directory: No such file or directory
C: RMD hello.txt  →  S: 550 Can't remove directory: Not a directory
C: RMD /  →  S: 550 Can't remove directory: Device or resource busy
C: RMD .  →  S: 550 Can't remove directory: Invalid argument
C: XRMD lnk  →  S: 550 Can't remove directory: Not a directory
C: RMD a\\b  →  S: 553 Prohibited directory name`,
  )
  assert.equal(talk.home.mode('newd'), 0o755)
  assert.deepEqual(talk.home.names(), ['_', 'hello.txt', 'lnk', 'newd', 'quo"te'])
})

test('MKD takes the umask of -U', async () => {
  using talk = await Conversation.loggedIn({ argv: ['-A', '-U', ':077'] })
  await talk.send('MKD private')
  assert.equal(talk.home.mode('private'), 0o700)
})
