import assert from 'node:assert/strict'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { openKernel } from '../../lib/kernel/open-kernel.ts'
import { list, listed, type OpenListing, sessionOf } from '../listing/listing-of.ts'
import { Conversation } from '../support/command-context.ts'
import type { Tree } from '../support/home.ts'
import { openResources } from '../support/open-resources.ts'

export interface ListingKind {
  readonly name: string
  readonly open: OpenListing
  /** The name in one line of the listing; undefined for `.` and `..`. */
  readonly nameIn: (line: string) => string | undefined
  /** How many entries the listing of an empty directory has. */
  readonly own: number
}

const TREE: Tree = {
  'caf\xe9': 'x',
  'caf\xc3\xa9': 'y',
  'a b': 'z',
  '\xff\xfe': '',
  'dir/inside': '',
  'bad\x01name': '',
  'two\nlines': '',
}
const SHOWN = ['caf\xe9', 'caf\xc3\xa9', 'a b', '\xff\xfe', 'dir'].toSorted()

/** What LIST, NLST and MLSD have in common, on either kernel. */
export function listingContract(kind: ListingKind): void {
  for (const portable of [false, true]) onKernel(kind, portable)
}

function onKernel({ name, open, nameIn, own }: ListingKind, portable: boolean): void {
  const kernel = openKernel({ portable })
  const say = (what: string): string => `${name} on ${kernel.name}: ${what}`
  const talkTo = (home: Tree, ...argv: readonly string[]): Promise<Conversation> =>
    Conversation.loggedIn({ home, kernel, argv: ['-A', ...argv] })
  const names = (lines: readonly string[]): readonly string[] =>
    lines
      .map(nameIn)
      .filter((shown) => shown !== undefined)
      .toSorted()

  test(say('names are bytes; those with control characters are left out'), async () => {
    using talk = await talkTo(TREE)
    const { text, lines, summary } = list(open, talk)
    assert.deepEqual(names(lines), SHOWN)
    assert.ok(text.endsWith('\r\n'))
    assert.equal(summary.at(-1), `${SHOWN.length + own} matches total`)
  })

  test(say('an empty directory'), async () => {
    using talk = await talkTo({ 'empty/': null })
    const { lines, summary } = list(open, talk, 'empty')
    assert.equal(lines.length, own)
    assert.equal(summary.at(-1), `${own} matches total`)
  })

  test(say('at the limit of -L it says so, even if nothing is missing'), async () => {
    using talk = await talkTo({ a: '', b: '', c: '', d: '' }, '-L', '3:5')
    const { lines, summary } = list(open, talk)
    assert.equal(lines.length, 3)
    assert.equal(summary.at(-1), 'Output truncated to 3 matches')
  })

  test(say('a directory that vanishes meanwhile ends the listing, not the session'), async () => {
    using talk = await talkTo({ 'gone/a': '' })
    assert.match(await talk.send('CWD gone'), /^250/)
    rmSync(talk.home.at('gone'), { recursive: true })
    const found = listed(open, talk)
    assert.equal(found?.lines.length ?? 0, 0)
  })

  test(say('nothing stays open, read to the end, given up or never begun'), async () => {
    using talk = await talkTo(TREE)
    const directories = (): number =>
      openResources(process.pid).descriptors.filter((target) => target.startsWith(talk.home.path)).length
    const before = directories()
    list(open, talk)
    assert.equal(directories(), before)
    open(sessionOf(talk), '', talk)?.[Symbol.dispose]()
    assert.equal(directories(), before)
    for (let i = 0; i < 2000; i++) writeFileSync(talk.home.at(`file-with-a-longer-name-${i}`), '')
    const givenUp = open(sessionOf(talk), '', talk)
    assert.ok(givenUp?.next())
    givenUp?.[Symbol.dispose]()
    assert.equal(directories(), before)
  })

  test(say('comes in pieces of some tens of KiB'), async () => {
    using talk = await talkTo({})
    mkdirSync(talk.home.at('many'))
    for (let i = 0; i < 3000; i++)
      writeFileSync(talk.home.at(`many/a-name-as-long-as-they-get-in-practice-${i}.dat`), '')
    const { pieces, lines } = list(open, talk, 'many')
    assert.equal(lines.length, 3000 + own)
    assert.ok(pieces.length > 2, `${pieces.length} pieces`)
    assert.ok(Math.max(...pieces) <= 96 * 1024, `a piece of ${Math.max(...pieces)} bytes`)
  })

  test(say('no argument whatever throws, hangs or leads out'), async () => {
    using talk = await talkTo(TREE)
    writeFileSync(`${talk.directory}/secret-outside`, '')
    const special = fc.constantFrom(
      '*',
      '?',
      '[',
      ']',
      '!',
      '-',
      '\\',
      '/',
      '..',
      '.',
      ' ',
      '{',
      '}',
      'dir',
      'a',
      '\xff',
    )
    const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code))
    const argument = fc.array(fc.oneof(special, byte), { maxLength: 24 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(argument, (text) => !(listed(open, talk, text)?.text.includes('secret-outside') ?? false)),
      { numRuns: 300 },
    )
  })
}
