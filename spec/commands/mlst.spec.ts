import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'

const HOME = {
  'sub/a': '',
  'my file.txt': 'x',
  lnk: { link: 'my' },
  lnkdir: { link: 'sub' },
  gone: { link: 'nowhere' },
}

/** The line of MLST without what varies: its type, size or sizd, and the name. */
async function told(argument: string, ...argv: readonly string[]): Promise<string> {
  using talk = await Conversation.loggedIn({ home: HOME, argv: ['-A', ...argv] })
  const [begin, line = '', end] = (await talk.send(argument === '' ? 'MLST' : `MLST ${argument}`)).split('\n')
  if (end === undefined) return begin ?? ''
  assert.deepEqual([begin, end], ['250-Begin', '250 End.'])
  return line.replace(/(siz[ed])=\d+;modify=\d{14};UNIX\.mode=0\d+;UNIX\.uid=\d+;UNIX\.gid=\d+;unique=\w+g\w+;/, '$1;')
}

const CASES: readonly (readonly [argument: string, line: string])[] = [
  // §20 row 26: `cdir` and `pdir` are for MLSD.
  ['', ' type=dir;sizd; .'],
  ['..', ' type=dir;sizd; ..'],
  ['/', ' type=dir;sizd; /'],
  ['sub/', ' type=dir;sizd; sub/'],
  ['/sub', ' type=dir;sizd; /sub'],
  ['my file.txt', ' type=file;size; my file.txt'],
  ['lnk', ' type=OS.unix=slink:my;size; lnk'],
  ['nosuch', "550 Can't check for file existence"],
]
for (const [argument, line] of CASES) {
  test(`MLST ${argument} (commands.md §9.7)`, async () => assert.equal(await told(argument), line))
}

test('-b: a link that resolves shows what it leads to', async () => {
  assert.equal(await told('lnkdir', '-b'), ' type=dir;sizd; lnkdir')
  assert.equal(await told('gone', '-b'), ' type=OS.unix=slink:nowhere;size; gone')
})
