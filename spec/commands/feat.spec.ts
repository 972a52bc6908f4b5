import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// commands.md §5, as measured on the reference; what differs is in spec/compat/deviations.md.

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
