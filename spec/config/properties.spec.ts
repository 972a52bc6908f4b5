import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import yargs from 'yargs'
import { compileFlags } from '../../lib/config/compile-flags.ts'
import { renderError } from '../../lib/config/config-error.ts'
import { FLAGS } from '../../lib/config/flags.ts'
import { parseArgv, type Word } from '../../lib/config/parse-argv.ts'
import { yargsOptions } from '../../lib/config/yargs-options.ts'
import { withoutControls } from '../../lib/core/bytes.ts'

const letters = FLAGS.flatMap((flag) => ('short' in flag ? [flag.short] : []))
const value = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[-+ ]?\d{0,11}[:,-]?\d{0,11}x?$/),
  fc.constantFrom('unix', 'puredb:/x', '127.0.0.1,21', 'none', 'HIGH', '-C:', 'clf:/x', '--', '-'),
)
const word = fc.oneof(
  value,
  fc.tuple(fc.constantFrom(...letters), value).map(([letter, text]) => `-${letter}${text}`),
  fc.array(fc.constantFrom(...letters)).map((bundle) => `-${bundle.join('')}`),
  fc.tuple(fc.constantFrom(...FLAGS), fc.nat(20)).map(([{ long }, end]) => `--${long.slice(0, end)}`),
  fc.tuple(fc.constantFrom(...FLAGS), value).map(([{ long }, text]) => `--${long}=${text}`),
)
const argv = fc.array(word, { maxLength: 8 })

test('any command line is judged, never thrown at', () => {
  fc.assert(
    fc.property(argv, fc.boolean(), (words, posixlyCorrect) => {
      const compiled = compileFlags(words, { posixlyCorrect })
      if (compiled.ok) return structuredClone(compiled.value).kind === compiled.value.kind
      const lines = renderError(compiled.error, 'pure-ftpd')
      return compiled.error.hint !== '' && lines.every((line) => withoutControls(line) === line)
    }),
    { numRuns: 3000 },
  )
})

test('the same command line always gives the same answer', () => {
  fc.assert(fc.property(argv, (words) => assert.deepEqual(compileFlags(words), compileFlags(words))))
})

type Row = (typeof FLAGS)[number]
const isFlag = (read: Word<Row>): read is Extract<Word<Row>, { kind: 'flag' }> => read.kind === 'flag'

/** `long=value`, in order, for one flag after another. */
const canonical = (read: readonly Word<Row>[]): readonly string[] =>
  read
    .filter(isFlag)
    .map(({ flag, value: text }) => (flag.argument === undefined ? `--${flag.long}` : `--${flag.long}=${text}`))

/** Which values there are is our parser's business: only the spelling is compared. */
const withoutChoices = Object.fromEntries(
  Object.entries(yargsOptions(FLAGS)).map(([long, { type, requiresArg }]) => [long, { type, requiresArg }]),
)

test('yargs, strict and with options from the same table, reads the long form of it alike', () => {
  const parser = yargs()
    .help(false)
    .version(false)
    .strict()
    .exitProcess(false)
    .fail((message) => assert.fail(message))
    .parserConfiguration({ 'boolean-negation': false, 'camel-case-expansion': false })
    .options(withoutChoices)
  const plain = fc.stringMatching(/^[\w:.,/-]{1,12}$/)
  const flag = fc.oneof(
    fc.constantFrom(...FLAGS).map((row) => [`--${row.long}`, ...(row.argument === undefined ? [] : ['x'])]),
    fc.tuple(fc.constantFrom(...letters), plain).map(([letter, text]) => [`-${letter}`, text]),
  )
  fc.assert(
    fc.property(fc.array(flag, { maxLength: 6 }), (groups) => {
      const read = parseArgv<Row>(groups.flat(), FLAGS)
      const parsed: Readonly<Record<string, unknown>> = parser.parseSync([...canonical(read)])
      for (const { long, argument } of FLAGS) {
        const ours = read.filter(isFlag).flatMap((one) => (one.flag.long === long ? [one.value] : []))
        const theirs = [parsed[long] ?? []].flat()
        assert.deepEqual(
          argument === undefined ? theirs.includes(true) : theirs,
          argument === undefined ? ours.length > 0 : ours,
        )
      }
    }),
    { numRuns: 200 },
  )
})
