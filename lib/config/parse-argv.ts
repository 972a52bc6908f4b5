/** What getopt needs to know of a flag. */
export interface Spelled {
  /** Absent for our own flags. */
  readonly short?: string
  readonly long: string
  /** undefined: takes no value. */
  readonly argument: string | undefined
}

/** What the command line says, in the order in which it is carried out. */
export type Word<Flag> =
  | { readonly kind: 'flag'; readonly flag: Flag; readonly value: string; readonly typed: string }
  | Complaint<Flag>
  | { readonly kind: 'stray'; readonly word: string }

/** Nothing is read after it. */
export interface Complaint<Flag> {
  readonly kind: 'complaint'
  readonly problem: 'unknown' | 'ambiguous' | 'value missing' | 'takes no value'
  readonly flag: Flag | undefined
  /** glibc's words, without the program's name. */
  readonly line: string
  readonly typed: string
}

/**
 * GNU getopt_long (flags.md §2): bundles, attached values, unambiguous beginnings of long names, words that are no
 * options moved to the end. Under POSIXLY_CORRECT the first of those ends the options.
 */
export function parseArgv<Flag extends Spelled>(
  argv: readonly string[],
  flags: readonly Flag[],
  posixlyCorrect = false,
): readonly Word<Flag>[] {
  const options: Word<Flag>[] = []
  const strays: string[] = []
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? ''
    if (word === '--' || (posixlyCorrect && !isOption(word))) {
      strays.push(...argv.slice(word === '--' ? at + 1 : at))
      break
    }
    if (!isOption(word)) {
      strays.push(word)
      continue
    }
    const { words, tookNext } = word.startsWith('--')
      ? long(word, argv[at + 1], flags)
      : bundle(word, argv[at + 1], flags)
    options.push(...words)
    if (words.at(-1)?.kind === 'complaint') return options
    if (tookNext) at++
  }
  return [...options, ...strays.map((word) => ({ kind: 'stray' as const, word }))]
}

/** A single dash is a word like any other. */
const isOption = (word: string): boolean => word.startsWith('-') && word !== '-'

interface Read<Flag> {
  readonly words: readonly Word<Flag>[]
  /** The next word was this one's value, whatever it looks like. */
  readonly tookNext: boolean
}

/** `-bBADHk 90`: letters without value, the last one possibly with one, attached or in the next word. */
function bundle<Flag extends Spelled>(word: string, next: string | undefined, flags: readonly Flag[]): Read<Flag> {
  const words: Word<Flag>[] = []
  let rest = word.slice(1)
  while (rest !== '') {
    const letter = String.fromCodePoint(rest.codePointAt(0) ?? 0)
    rest = rest.slice(letter.length)
    const typed = `-${letter}`
    const flag = flags.find((known) => known.short === letter)
    if (!flag) {
      const unknown = complain<Flag>('unknown', typed, `invalid option -- '${letter}'`)
      return { words: [...words, unknown], tookNext: false }
    }
    if (flag.argument === undefined) {
      words.push({ kind: 'flag', flag, value: '', typed })
      continue
    }
    if (rest !== '') {
      words.push({ kind: 'flag', flag, value: rest, typed: `${typed}${rest}` })
      return { words, tookNext: false }
    }
    if (next === undefined) {
      const missing = complain('value missing', typed, `option requires an argument -- '${letter}'`, flag)
      return { words: [...words, missing], tookNext: false }
    }
    words.push({ kind: 'flag', flag, value: next, typed: `${typed} ${quoted(next)}` })
    return { words, tookNext: true }
  }
  return { words, tookNext: false }
}

/** `--name`, `--name=value` or `--name value`. */
function long<Flag extends Spelled>(word: string, next: string | undefined, flags: readonly Flag[]): Read<Flag> {
  const equals = word.indexOf('=')
  const name = word.slice(2, equals < 0 ? undefined : equals)
  const found = named(name, flags)
  const [flag] = found
  if (!flag) return only(complain('unknown', word, `unrecognized option '${word}'`))
  if (found.length > 1) {
    const names = found.map((candidate) => `'--${candidate.long}'`).join(' ')
    return only(complain('ambiguous', word, `option '${word}' is ambiguous; possibilities: ${names}`))
  }
  const full = `--${flag.long}`
  if (equals >= 0) {
    return flag.argument === undefined
      ? only(complain('takes no value', word, `option '${full}' doesn't allow an argument`, flag))
      : only({ kind: 'flag', flag, value: word.slice(equals + 1), typed: word })
  }
  if (flag.argument === undefined) return only({ kind: 'flag', flag, value: '', typed: word })
  return next === undefined
    ? only(complain('value missing', word, `option '${full}' requires an argument`, flag))
    : { words: [{ kind: 'flag', flag, value: next, typed: `${word} ${quoted(next)}` }], tookNext: true }
}

/**
 * The flags that a long name or its beginning may mean. Pure-FTPd's names come first: ours must not make a beginning
 * ambiguous that init scripts rely on (extra-flags.md §1).
 */
export function named<Flag extends Spelled>(name: string, flags: readonly Flag[]): readonly Flag[] {
  const exact = flags.find((flag) => flag.long === name)
  if (exact) return [exact]
  const candidates = flags.filter((flag) => flag.long.startsWith(name))
  const theirs = candidates.filter((flag) => flag.short !== undefined)
  return theirs.length > 0 ? theirs : candidates
}

const only = <Flag>(word: Word<Flag>): Read<Flag> => ({ words: [word], tookNext: false })
const complain = <Flag>(
  problem: Complaint<Flag>['problem'],
  typed: string,
  line: string,
  flag?: Flag,
): Complaint<Flag> => ({ kind: 'complaint', problem, flag, line, typed })

/** So that an empty value, or one with blanks, can be seen in a message. */
const quoted = (value: string): string => (/^[^\s'"]+$/.test(value) ? value : `"${value}"`)
